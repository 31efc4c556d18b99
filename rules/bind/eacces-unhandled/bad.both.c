#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

/* Each system by its own codes; POSIX has no second one for a port in use. */
int first_free_bad(SOCKET s, struct sockaddr_in *addr)
{
    for (unsigned short port = 8000; port < 8100; port++) {
        addr->sin_port = htons(port);
        if (bind(s, (struct sockaddr *)addr, sizeof *addr) == 0)
            return port;
#ifdef _WIN32
        if (WSAGetLastError() != WSAEADDRINUSE) // want-windows "Only WSAEADDRINUSE counts as a port in use"
            return -1;
#else
        if (errno != EADDRINUSE)
            return -1;
#endif
    }
    return -1;
}
