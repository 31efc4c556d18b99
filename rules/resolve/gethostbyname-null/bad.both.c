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

#include <stdio.h>

void name_bad(const char *name)
{
    struct hostent *host = gethostbyname(name);

    puts(host->h_name); // want "'host' is NULL when gethostbyname() finds nothing"
}

void one_system_bad(const char *name)
{
    struct hostent *host = gethostbyname(name);

#ifndef _WIN32
    if (host == NULL)
        return;
#endif
    puts(host->h_name); // want-windows "'host' is NULL when gethostbyname() finds nothing"
}

SOCKET asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
