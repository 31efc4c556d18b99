#include <errno.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

/* The error of Winsock in errno: the code that follows is for POSIX systems. */
int bridged_ok(SOCKET s, char *buf)
{
    if (recv(s, buf, 1, 0) >= 0)
        return 1;
#ifdef _WIN32
    errno = WSAGetLastError();
    if (errno == WSAEWOULDBLOCK)
        return 0;
#endif
    return errno == EINTR ? 0 : -1;
}
