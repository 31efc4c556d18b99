#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>

// doc-begin
int answer_bad(int s, const struct sockaddr_in6 *wanted, char *buffer, size_t size)
{
    struct sockaddr_in6 from;
    socklen_t length = sizeof from;

    if (recvfrom(s, buffer, size, 0, (struct sockaddr *)&from, &length) < 0)
        return -1;
    return memcmp(&from, wanted, sizeof from) == 0; // want "memcmp() compares sin6_flowinfo of 'from' too"
}
// doc-end

int first_half_bad(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b)
{
    if (!memcmp(a, b, sizeof(struct sockaddr))) // want "compares the first 16 bytes of '*a'"
        return s;
    return -1;
}

int storage_bad(int s, const struct sockaddr_storage *last)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;

    if (getpeername(s, (struct sockaddr *)&peer, &length) < 0)
        return -1;
    if (memcmp(&peer, last, sizeof peer)) // want "compares all 128 bytes of 'peer'"
        return 1;
    return 0;
}

int four_bad(int s, const struct sockaddr_in *last)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;

    if (getpeername(s, (struct sockaddr *)&peer, &length) < 0)
        return -1;
    if (bcmp(&peer, last, sizeof(peer)) != 0) // want "compares sin_zero of 'peer' too"
        return 1;
    return 0;
}

int pointers_bad(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b, const struct in6_addr *c)
{
    if (a->sin6_addr.s6_addr == b->sin6_addr.s6_addr) // want "'==' compares where the two addresses stand"
        return s;
    if (&a->sin6_addr != &b->sin6_addr) // want "'!=' compares where the two addresses stand"
        return -1;
    return c->s6_addr != a->sin6_addr.s6_addr; // want "Use IN6_ARE_ADDR_EQUAL()"
}

int text_bad(int s, const char *allowed)
{
    struct sockaddr_in6 peer;
    socklen_t length = sizeof peer;
    char text[INET6_ADDRSTRLEN];

    if (getpeername(s, (struct sockaddr *)&peer, &length) < 0)
        return -1;
    if (inet_ntop(AF_INET6, &peer.sin6_addr, text, sizeof text) == NULL)
        return -1;
    if (strcmp(text, "0:0:0:0:0:0:0:1") == 0) // want "inet_ntop() never writes an IPv6 address as '0:0:0:0:0:0:0:1'"
        return 2;
    return strcmp(allowed, text) == 0; // want "'text' holds the one text of many"
}

/* The descriptor goes elsewhere; the addresses are compared here all the same. */
void keep(int s);

int escapes_bad(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b)
{
    keep(s);
    return memcmp(a, b, sizeof *a) == 0; // want "of '*a' too"
}
