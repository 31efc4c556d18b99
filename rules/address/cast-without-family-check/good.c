#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int print_addresses_ok(void)
{
    struct ifaddrs *list, *p;

    if (getifaddrs(&list) < 0)
        return -1;
    for (p = list; p != NULL; p = p->ifa_next)
        if (p->ifa_addr != NULL && p->ifa_addr->sa_family == AF_INET)
            puts(inet_ntoa(((struct sockaddr_in *)p->ifa_addr)->sin_addr));
    freeifaddrs(list);
    return 0;
}
// doc-end

int hints_ok(const char *host)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *list;

    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    puts(inet_ntoa(((struct sockaddr_in *)list->ai_addr)->sin_addr));
    freeaddrinfo(list);
    return 0;
}

int port_of_ok(const char *host)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC}, *list;
    int port = -1;

    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    switch (list->ai_family) {
    case AF_INET:
        port = ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port);
        break;
    case AF_INET6:
        port = ntohs(((struct sockaddr_in6 *)list->ai_addr)->sin6_port);
        break;
    }
    freeaddrinfo(list);
    return port;
}

int peer_ok(int reading)
{
    struct sockaddr_storage peer;
    struct sockaddr_in four;
    socklen_t length = sizeof peer;
    int s = socket(AF_INET6, SOCK_DGRAM, 0), t = socket(AF_INET, SOCK_DGRAM, 0);
    char buffer[512];

    if (s < 0 || t < 0) {
        if (s >= 0)
            close(s);
        if (t >= 0)
            close(t);
        return -1;
    }
    if (recvfrom(s, buffer, sizeof buffer, 0, (struct sockaddr *)&peer, &length) >= 0)
        reading = ntohs(((struct sockaddr_in6 *)&peer)->sin6_port);
    length = sizeof four;
    if (recvfrom(t, buffer, sizeof buffer, 0, (struct sockaddr *)&four, &length) >= 0)
        reading = ntohs(four.sin_port);
    close(s);
    close(t);
    return reading;
}

/* What kind of address it is, only the caller knows. */
int given_ok(const struct sockaddr *address, const struct addrinfo *list, int s)
{
    struct sockaddr_storage own;
    socklen_t length = sizeof own;

    if (getsockname(s, (struct sockaddr *)&own, &length) < 0)
        return ntohs(((const struct sockaddr_in *)address)->sin_port);
    return ntohs(((struct sockaddr_in *)&own)->sin_port) + ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port);
}

/* Filled in by hand. */
int own_ok(int s)
{
    struct sockaddr_storage to = {0};
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&to;

    six->sin6_family = AF_INET6;
    six->sin6_port = htons(8080);
    return connect(s, (struct sockaddr *)&to, sizeof *six) == 0 ? ntohs(six->sin6_port) : -1;
}

/* Only the length of the cast structure is used. */
size_t size_ok(void)
{
    struct ifaddrs *list;
    size_t size = 0;

    if (getifaddrs(&list) < 0)
        return 0;
    if (list != NULL)
        size = sizeof(*(struct sockaddr_in *)list->ifa_addr);
    freeifaddrs(list);
    return size + (size_t)socket(AF_INET, SOCK_STREAM, 0);
}
