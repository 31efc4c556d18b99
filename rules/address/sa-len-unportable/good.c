#include <netinet/in.h>
#include <sys/socket.h>

// doc-begin
int connect_loopback_ok(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

#ifdef SIN6_LEN
    to.sin6_len = sizeof to;
#endif
    to.sin6_addr = in6addr_loopback;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int configured_ok(int s, struct sockaddr_in *to)
{
#ifdef HAVE_STRUCT_SOCKADDR_SA_LEN
    to->sin_len = sizeof *to;
#endif
#if defined(__APPLE__) || defined(__FreeBSD__)
    to->sin_len = sizeof *to;
#endif
    return connect(s, (struct sockaddr *)to, sizeof *to);
}

#ifndef __linux__
int elsewhere_ok(int s, struct sockaddr_in *to)
{
    to->sin_len = sizeof *to;
    return connect(s, (struct sockaddr *)to, sizeof *to);
}
#endif

/* Lengths of the program's own. */
struct peer {
    struct sockaddr_storage address;
    socklen_t ss_len;
    socklen_t sa_len;
};

int own_ok(int s, struct peer *peer)
{
    peer->ss_len = sizeof peer->address;
    peer->sa_len = peer->ss_len;
    return connect(s, (struct sockaddr *)&peer->address, peer->ss_len);
}
