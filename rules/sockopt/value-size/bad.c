#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <sys/socket.h>

// doc-begin
int reuse_bad(int s)
{
    bool on = true;

    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "setsockopt() gets 1 byte of SO_REUSEADDR, whose value is an int of 4 bytes: it fails with EINVAL"
}
// doc-end

int character_bad(int s)
{
    char on = 1;

    return setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)); // want "gets 1 byte of TCP_NODELAY"
}

int short_size_bad(int s)
{
    unsigned short size = 8192;

    return setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size); // want "gets 2 bytes of SO_RCVBUF"
}

int length_bad(int s)
{
    int on = 1;

    return setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &on, 1); // want "gets 1 byte of IPV6_V6ONLY"
}

int past_bad(int s)
{
    char on = 1;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(int)); // want "The length says 4 bytes, but 'on' has only 1 byte"
}

int pointer_bad(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(&on)); // want "This length is the size of a pointer"
}

int linger_bad(int s)
{
    int seconds = 5;

    return setsockopt(s, SOL_SOCKET, SO_LINGER, &seconds, sizeof seconds); // want "SO_LINGER takes a struct linger, but 'seconds' is a single number"
}

int join_bad(int s, struct in_addr group)
{
    return setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, &group, sizeof group); // want "gets 4 bytes of IP_ADD_MEMBERSHIP, whose value is a struct ip_mreq of 8 bytes"
}

int join_six_bad(int s, struct in6_addr group)
{
    return setsockopt(s, IPPROTO_IPV6, IPV6_JOIN_GROUP, &group, sizeof group); // want "whose value is a struct ipv6_mreq of 20 bytes"
}

/* The descriptor goes elsewhere; the size is wrong all the same. */
void keep(int s);

int escapes_bad(int s)
{
    bool on = true;

    keep(s);
    return setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on); // want "gets 1 byte of SO_BROADCAST"
}
