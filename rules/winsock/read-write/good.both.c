#ifdef _WIN32
#include <winsock2.h>
#define read(s, buf, n) recv(s, buf, n, 0)
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#endif

/* The macro makes it the right call on each. */
int macro_ok(SOCKET s, char *buf)
{
    return (int)read(s, buf, 1);
}

int shut_ok(SOCKET s)
{
    return shutdown(s, 1);
}
