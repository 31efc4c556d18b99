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

/* One fix for both systems: bind/missing-reuseaddr offers the same. */
SOCKET neither_bad(unsigned short port)
{
    struct sockaddr_in addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want-windows "'s' is bound without"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

/* The other systems have their option already. */
SOCKET posix_only_bad(unsigned short port)
{
    struct sockaddr_in addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
#ifndef _WIN32
    int on = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want-windows "'s' is bound without"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
