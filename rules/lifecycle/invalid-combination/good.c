#include <netinet/in.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int open_ping(void)
{
    return socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
}
// doc-end

int tcp_ok(void)
{
    return socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);
}

/* Linux takes a raw local socket for one of datagrams. */
int local_raw_ok(void)
{
    return socket(AF_UNIX, SOCK_RAW, 0);
}

/* SCTP has such sockets, where it is installed. */
int sctp_ok(void)
{
    return socket(AF_INET, SOCK_SEQPACKET, 0);
}

int route_ok(void)
{
    return socket(AF_NETLINK, SOCK_RAW, 0);
}

int from_list_ok(const struct addrinfo *ai)
{
    return socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
}

int argument_ok(int family)
{
    return socket(family, SOCK_RAW, 0);
}

struct options {
    int family;
};

int cleared_ok(struct options *options)
{
    options->family = 0;
    return socket(options->family, SOCK_STREAM, 0);
}
