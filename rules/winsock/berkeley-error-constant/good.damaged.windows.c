// not-compilable: the comparison cannot be read
#include <winsock2.h>

int damaged_ok(SOCKET s, char *buf)
{
    if (recv(s, buf, 1, 0) < 0 && WSAGetLastError( ?? EWOULDBLOCK)
        return 1;
    return 0;
}
