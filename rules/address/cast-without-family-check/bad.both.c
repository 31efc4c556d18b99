#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#endif

int port_of_bad(const char *host)
{
    struct addrinfo *list;
    int port;

#ifdef _WIN32
    struct addrinfo hints = {0};
#else
    struct addrinfo hints = {.ai_family = AF_INET};
#endif
    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    port = ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port); // want-windows "the address may be IPv4 or IPv6"
    freeaddrinfo(list);
    return port;
}

int any_port_bad(const char *host)
{
    struct addrinfo *list;
    int port;

    if (getaddrinfo(host, "http", NULL, &list) != 0)
        return -1;
    port = ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port); // want "the address may be IPv4 or IPv6"
    freeaddrinfo(list);
    return port;
}
