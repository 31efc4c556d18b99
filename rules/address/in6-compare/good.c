#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// doc-begin
int answer_ok(int s, const struct sockaddr_in6 *wanted, char *buffer, size_t size)
{
    struct sockaddr_in6 from;
    socklen_t length = sizeof from;

    if (recvfrom(s, buffer, size, 0, (struct sockaddr *)&from, &length) < 0)
        return -1;
    return IN6_ARE_ADDR_EQUAL(&from.sin6_addr, &wanted->sin6_addr) && from.sin6_port == wanted->sin6_port &&
           from.sin6_scope_id == wanted->sin6_scope_id;
}
// doc-end

int members_ok(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b)
{
    if (memcmp(&a->sin6_addr, &b->sin6_addr, sizeof(struct in6_addr)) == 0)
        return s;
    if (memcmp(a->sin6_addr.s6_addr, b->sin6_addr.s6_addr, 8) == 0)
        return s;
    return a->sin6_addr.s6_addr[15] == b->sin6_addr.s6_addr[15] ? s : -1;
}

/* Both were cleared and filled in here. */
int own_ok(int s)
{
    struct sockaddr_in6 a = {0}, b = {0};

    a.sin6_family = b.sin6_family = AF_INET6;
    a.sin6_port = htons(80);
    b.sin6_port = htons(8080);
    return memcmp(&a, &b, sizeof a) == 0 ? s : -1;
}

/* As long as the system says that the address is. */
int known_length_ok(int s, const struct sockaddr_storage *last, socklen_t last_length)
{
    struct sockaddr_storage peer;
    socklen_t length = sizeof peer;

    if (getpeername(s, (struct sockaddr *)&peer, &length) < 0)
        return -1;
    return length == last_length && memcmp(&peer, last, length) == 0;
}

/* Family, port and address of an IPv4 address are its first eight bytes. */
int first_eight_ok(int s, const struct sockaddr_in *a, const struct sockaddr_in *b)
{
    return memcmp(a, b, 8) == 0 ? s : -1;
}

int texts_ok(int s, const struct in6_addr *a, const struct in6_addr *b, const char *name)
{
    char one[INET6_ADDRSTRLEN], two[INET6_ADDRSTRLEN];

    inet_ntop(AF_INET6, a, one, sizeof one);
    inet_ntop(AF_INET6, b, two, sizeof two);
    if (strcmp(one, two) == 0 || strcmp(one, "::1") == 0 || strcmp(one, "2001:db8::1:0:0:1") == 0)
        return s;
    strcpy(two, name);
    return strcmp(name, two);
}

/* An IPv4 address has one text with four decimal numbers. */
int four_ok(int s, const struct in_addr *a, const char *allowed)
{
    char text[INET_ADDRSTRLEN];

    inet_ntop(AF_INET, a, text, sizeof text);
    return strcmp(text, allowed) == 0 ? s : -1;
}

/* Whether two pointers lead to one address. */
int identical_ok(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b, const struct in6_addr *c)
{
    return a == b || c == &a->sin6_addr ? s : -1;
}

void keep(int s);

int escapes_ok(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b)
{
    keep(s);
    return IN6_ARE_ADDR_EQUAL(&a->sin6_addr, &b->sin6_addr);
}
