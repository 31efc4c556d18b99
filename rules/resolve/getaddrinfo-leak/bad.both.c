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

int connect_bad(SOCKET s, const char *name)
{
    struct addrinfo *found;

    if (getaddrinfo(name, "8080", NULL, &found) != 0)
        return -1;
    return connect(s, found->ai_addr, (int)found->ai_addrlen); // want "without giving back the list of addresses in 'found'"
}

int one_system_bad(SOCKET s, const char *name)
{
    struct addrinfo *found;
    int rc;

    if (getaddrinfo(name, "8080", NULL, &found) != 0)
        return -1;
    rc = connect(s, found->ai_addr, (int)found->ai_addrlen);
#ifndef _WIN32
    freeaddrinfo(found);
#endif
    return rc; // want-windows "without giving back the list of addresses in 'found'"
}
