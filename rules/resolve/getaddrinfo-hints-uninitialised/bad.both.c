#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#define SOCKET int
#endif

#include <string.h>

int look_up_bad(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    hints.ai_family = AF_INET;
    return getaddrinfo(name, "8080", &hints, found); // want "'hints' was never cleared"
}

int one_system_bad(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

#ifndef _WIN32
    memset(&hints, 0, sizeof hints);
#endif
    hints.ai_socktype = SOCK_STREAM;
    return getaddrinfo(name, "8080", &hints, found); // want-windows "'hints' was never cleared"
}
