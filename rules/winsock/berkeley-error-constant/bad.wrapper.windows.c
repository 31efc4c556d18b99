#include <errno.h>
#include <winsock2.h>

#define LAST_ERROR() WSAGetLastError()

int through_macro_bad(SOCKET s, char *buf)
{
    if (recv(s, buf, 1, 0) == SOCKET_ERROR)
        return LAST_ERROR() == ECONNRESET; // want "never gives ECONNRESET"
    return 0;
}
