#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int print_addresses_bad(void)
{
    struct ifaddrs *list, *p;

    if (getifaddrs(&list) < 0)
        return -1;
    for (p = list; p != NULL; p = p->ifa_next)
        puts(inet_ntoa(((struct sockaddr_in *)p->ifa_addr)->sin_addr)); // want "getifaddrs() lists addresses of every family"
    freeifaddrs(list);
    return 0;
}
// doc-end

int variable_bad(void)
{
    struct ifaddrs *list, *p;

    if (getifaddrs(&list) < 0)
        return -1;
    for (p = list; p != NULL; p = p->ifa_next) {
        struct sockaddr_in *address = (struct sockaddr_in *)p->ifa_addr; // want "this takes each for a struct sockaddr_in"

        printf("%s %s\n", p->ifa_name, inet_ntoa(address->sin_addr));
    }
    freeifaddrs(list);
    return 0;
}

int look_up_bad(const char *host)
{
    struct addrinfo hints, *list;
    char text[INET_ADDRSTRLEN];

    memset(&hints, 0, sizeof hints);
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    inet_ntop(AF_INET, &((struct sockaddr_in *)list->ai_addr)->sin_addr, text, sizeof text); // want "the address may be IPv4 or IPv6"
    printf("%s %d\n", text, ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port));
    freeaddrinfo(list);
    return 0;
}

int peer_bad(void)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;
    int c, s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    c = accept(s, (struct sockaddr *)&peer, &length);
    if (c >= 0) {
        puts(inet_ntoa(((struct sockaddr_in *)&peer)->sin_addr)); // want "the address has the family AF_INET6"
        close(c);
    }
    close(s);
    return 0;
}

/* The descriptor goes elsewhere; the address is read here all the same. */
void keep(int s);

int escapes_bad(const char *service)
{
    struct addrinfo *list, *p;
    int port = 0;

    if (getaddrinfo(NULL, service, NULL, &list) != 0)
        return -1;
    for (p = list; p != NULL; p = p->ai_next) {
        keep(socket(p->ai_family, p->ai_socktype, p->ai_protocol));
        port = ntohs(((struct sockaddr_in6 *)p->ai_addr)->sin6_port); // want "sin6_port is read as that of a struct sockaddr_in6"
    }
    freeaddrinfo(list);
    return port;
}
