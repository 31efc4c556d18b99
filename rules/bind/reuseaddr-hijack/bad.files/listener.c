#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <sys/socket.h>
#endif
#include "net.h"

/* listen() tells that it is a socket for connections: the look-up does not. */
SOCKET open_server(const char *host, const char *port)
{
    struct addrinfo *list;
    SOCKET s;

    if (getaddrinfo(host, port, NULL, &list) != 0)
        return INVALID_SOCKET;
    s = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
    if (s == INVALID_SOCKET) {
        freeaddrinfo(list);
        return INVALID_SOCKET;
    }
    allow_reuse(s);
    if (bind(s, list->ai_addr, (int)list->ai_addrlen) != 0 || listen(s, 5) != 0) { // want-windows "SO_REUSEADDR on 's'"
        freeaddrinfo(list);
        closesocket(s);
        return INVALID_SOCKET;
    }
    freeaddrinfo(list);
    return s;
}
