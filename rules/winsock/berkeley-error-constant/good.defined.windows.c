#include <winsock2.h>
#undef EWOULDBLOCK
#define EWOULDBLOCK WSAEWOULDBLOCK

/* The macro has the number of Winsock. */
int mapped_ok(SOCKET s, char *buf)
{
    return recv(s, buf, 1, 0) < 0 && WSAGetLastError() == EWOULDBLOCK;
}
