#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int first_address_bad(const char *host, int s)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *list;
    struct sockaddr to;
    socklen_t length;

    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    length = list->ai_addrlen;
    memcpy(&to, list->ai_addr, list->ai_addrlen); // want "'to' is a struct sockaddr with 16 bytes"
    freeaddrinfo(list);
    return connect(s, (struct sockaddr *)&to, length);
}
// doc-end

int accept_bad(void)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    int c, s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    c = accept(s, (struct sockaddr *)&peer, &length); // want "'s' is a socket of family AF_INET6, whose addresses are a struct sockaddr_in6 (28)"
    close(s);
    if (c >= 0)
        puts(inet_ntoa(peer.sin_addr));
    return c;
}

int local_bad(void)
{
    struct sockaddr peer;
    socklen_t length = sizeof peer;
    char buffer[512];
    int s = socket(AF_UNIX, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (recvfrom(s, buffer, sizeof buffer, 0, &peer, &length) >= 0) // want "are a struct sockaddr_un (110)"
        sendto(s, buffer, 1, 0, &peer, length);
    close(s);
    return 0;
}

int looked_up_bad(const char *service)
{
    struct addrinfo hints = {.ai_flags = AI_PASSIVE, .ai_socktype = SOCK_DGRAM}, *list;
    struct sockaddr_in from;
    socklen_t length = sizeof from;
    char buffer[512];
    int s;

    if (getaddrinfo(NULL, service, &hints, &list) != 0)
        return -1;
    s = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
    if (s < 0 || bind(s, list->ai_addr, list->ai_addrlen) < 0) {
        freeaddrinfo(list);
        return -1;
    }
    freeaddrinfo(list);
    if (recvfrom(s, buffer, sizeof buffer, 0, (struct sockaddr *)&from, &length) >= 0) // want "'s' has the family that getaddrinfo() gave, which may be IPv6"
        puts(inet_ntoa(from.sin_addr));
    close(s);
    return 0;
}

/* The descriptor goes elsewhere; the room is as small as before. */
void keep(int s);

int escapes_bad(void)
{
    struct sockaddr own;
    socklen_t length = sizeof own;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    if (getsockname(s, &own, &length) < 0) // want "the address is cut off"
        return -1;
    return ((struct sockaddr_in6 *)&own)->sin6_port;
}
