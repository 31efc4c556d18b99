#include <stdio.h>
#include <winsock2.h>

#define NET_CONNECT connect

int through_macro_bad(SOCKET s, const struct sockaddr *peer, int length)
{
    if (NET_CONNECT(s, peer, length) < 0) {
        perror("connect"); // want "On Windows NET_CONNECT() does not set errno"
        closesocket(s);
        return -1;
    }
    return 0;
}
