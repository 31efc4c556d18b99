#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_ok(const char *name)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found, *at;
    int s = -1;

    if (getaddrinfo(name, "8080", &hints, &found) != 0)
        return -1;
    for (at = found; at != NULL; at = at->ai_next) {
        s = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        if (s < 0)
            continue;
        if (connect(s, at->ai_addr, at->ai_addrlen) == 0)
            break;
        close(s);
        s = -1;
    }
    freeaddrinfo(found);
    return s;
}
// doc-end

/* For systems that have nothing else. */
#ifndef HAVE_GETADDRINFO
int found_ok(const char *name)
{
    return gethostbyname(name) != NULL;
}
#endif

/* Services have no newer call that does the same. */
int port_ok(const char *name)
{
    struct servent *service = getservbyname(name, "tcp");

    return service == NULL ? -1 : ntohs(service->s_port);
}

/* A resolver of the project's own, with a member of that name. */
struct resolver {
    struct hostent *(*gethostbyname)(const char *name);
};

struct hostent *member_ok(const struct resolver *resolver, const char *name)
{
    return resolver->gethostbyname(name);
}

/* What a portability layer offers on a system that has nothing else. */
struct hostent *compat_gethostbyname(const char *name)
{
    return gethostbyname(name);
}

/* The descriptor goes elsewhere. */
void keep(int s);

int escapes_ok(int s, const char *name)
{
    keep(s);
    return connect_to_ok(name);
}

/* The successor of a system that lacks it, made of what the system has. */
struct hostent *own_getaddrinfo(const char *name)
{
    return gethostbyname(name);
}
