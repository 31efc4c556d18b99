#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int first_address_ok(const char *host, int s)
{
    struct addrinfo hints = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM}, *list;
    struct sockaddr_storage to;
    socklen_t length;

    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    length = list->ai_addrlen;
    memcpy(&to, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    return connect(s, (struct sockaddr *)&to, length);
}
// doc-end

int four_ok(const char *host)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *list;
    struct sockaddr_in to;
    socklen_t length = sizeof to;
    int s;

    if (getaddrinfo(host, "http", &hints, &list) != 0)
        return -1;
    memcpy(&to, list->ai_addr, list->ai_addrlen);
    s = socket(list->ai_family, list->ai_socktype, list->ai_protocol);
    freeaddrinfo(list);
    if (s < 0)
        return -1;
    if (getsockname(s, (struct sockaddr *)&to, &length) < 0) {
        close(s);
        return -1;
    }
    printf("%d\n", ntohs(to.sin_port));
    return s;
}

int tested_ok(const char *host)
{
    struct addrinfo *list;
    struct sockaddr_in to;

    if (getaddrinfo(host, "http", NULL, &list) != 0)
        return -1;
    if (list->ai_family != AF_INET) {
        freeaddrinfo(list);
        return -1;
    }
    memcpy(&to, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    return ntohs(to.sin_port) + socket(AF_INET, SOCK_STREAM, 0);
}

int bounded_ok(const char *host)
{
    struct addrinfo *list;
    struct sockaddr to;

    if (getaddrinfo(host, "http", NULL, &list) != 0)
        return -1;
    memcpy(&to, list->ai_addr, sizeof to);
    freeaddrinfo(list);
    return to.sa_family;
}

/* Nobody looks at the address. */
int unused_ok(void)
{
    struct sockaddr peer;
    socklen_t length = sizeof peer;
    int c, s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    memset(&peer, 0, sizeof peer);
    c = accept(s, &peer, &length);
    close(s);
    return c;
}

/* Which family the socket has, or the list, is not known here. */
int given_ok(int s, const struct addrinfo *list)
{
    struct sockaddr_in own, to;
    socklen_t length = sizeof own;

    memcpy(&to, list->ai_addr, list->ai_addrlen);
    if (getsockname(s, (struct sockaddr *)&own, &length) < 0)
        return -1;
    return own.sin_port == to.sin_port;
}

/* Room enough. */
int six_ok(void)
{
    struct sockaddr_in6 own;
    struct sockaddr_storage any;
    socklen_t length = sizeof own;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("%d\n", ntohs(own.sin6_port));
    length = sizeof any;
    if (getsockname(s, (struct sockaddr *)&any, &length) == 0)
        printf("%d\n", any.ss_family);
    close(s);
    return 0;
}
