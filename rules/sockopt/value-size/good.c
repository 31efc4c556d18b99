#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/socket.h>

// doc-begin
int reuse_ok(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}
// doc-end

/* Every system takes one byte for these. */
int multicast_ok(int s)
{
    unsigned char hops = 4;
    unsigned char loop = 0;

    if (setsockopt(s, IPPROTO_IP, IP_MULTICAST_TTL, &hops, sizeof hops) < 0)
        return -1;
    return setsockopt(s, IPPROTO_IP, IP_MULTICAST_LOOP, &loop, sizeof loop);
}

int linger_ok(int s)
{
    struct linger linger = {1, 5};

    return setsockopt(s, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

int join_ok(int s, struct in_addr group)
{
    struct ip_mreq request = {group, {htonl(INADDR_ANY)}};
    struct ip_mreqn longer = {group, {htonl(INADDR_ANY)}, 1};

    if (setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, &request, sizeof request) < 0)
        return -1;
    return setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, &longer, sizeof longer);
}

/* A larger number: the system reads the first four bytes. */
int wide_ok(int s)
{
    long size = 65536;

    return setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

int element_ok(int s, const int *sizes)
{
    return setsockopt(s, SOL_SOCKET, SO_RCVBUF, &sizes[1], sizeof sizes[1]);
}

/* Texts have the length they have. */
int text_ok(int s)
{
    const char name[] = "reno";

    return setsockopt(s, IPPROTO_TCP, TCP_CONGESTION, name, strlen(name));
}

int given_ok(int s, const void *value, socklen_t length)
{
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, value, length);
}

/* The descriptor goes elsewhere. */
void keep(int s);

int escapes_ok(int s)
{
    int on = 1;

    keep(s);
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(on));
}
