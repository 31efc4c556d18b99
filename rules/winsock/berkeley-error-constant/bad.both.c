#include <errno.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#define WSAGetLastError() errno
#endif

int would_wait_both_bad(SOCKET s, char *buf)
{
    return recv(s, buf, 1, 0) < 0 && WSAGetLastError() == EWOULDBLOCK; // want-windows "never gives EWOULDBLOCK"
}
