#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

SOCKET server_bad(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (bind(s, (const struct sockaddr *)addr, sizeof(*addr)) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
#ifdef _WIN32
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on)); // want-windows "SO_EXCLUSIVEADDRUSE is set on 's' after bind()"
#else
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)); // want-posix "SO_REUSEADDR is set on 's' after bind()"
#endif
    return s;
}

/* One line for both. No fix: set in time, SO_REUSEADDR would be wrong on Windows. */
SOCKET shared_line_bad(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (bind(s, (const struct sockaddr *)addr, sizeof(*addr)) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on)); // want "SO_REUSEADDR is set on 's' after bind()"
    return s;
}
