#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

SOCKET open_client_bad(const struct sockaddr_in *server)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) != 0)
        return INVALID_SOCKET; // want "'s' is still open"
    return s;
}

/* Only one of the two closes. */
int split_bad(const struct sockaddr_in *server)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) != 0) {
#ifndef _WIN32
        close(s);
#endif
        return -1; // want-windows "'s' is still open"
    }
    closesocket(s);
    return 0;
}
