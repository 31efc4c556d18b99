#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <netdb.h>

// doc-begin
int open_tcp(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
// doc-end

int named_ok(void)
{
    return socket(PF_INET, SOCK_STREAM, IPPROTO_TCP);
}

int datagrams_ok(void)
{
    return socket(AF_INET6, SOCK_DGRAM, IPPROTO_UDP);
}

int sctp_ok(void)
{
    return socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP);
}

/* Linux has ICMP sockets for programs without privileges. */
int ping_ok(void)
{
    return socket(AF_INET, SOCK_DGRAM, IPPROTO_ICMP);
}

int pair_ok(int ends[2])
{
    return socketpair(AF_UNIX, SOCK_STREAM, PF_UNIX, ends);
}

int from_list_ok(const struct addrinfo *ai)
{
    return socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);
}

int argument_ok(int type)
{
    return socket(AF_INET, type, IPPROTO_TCP);
}

/* On the BSDs the protocol of a routing socket is the family whose routes are meant. */
int routes_ok(void)
{
    return socket(PF_ROUTE, SOCK_RAW, AF_INET);
}
