#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

// doc-begin
int connect_neighbour_ok(int s, const char *interface)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    if (inet_pton(AF_INET6, "fe80::1", &to.sin6_addr) != 1)
        return -1;
    to.sin6_scope_id = if_nametoindex(interface);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int memset_ok(int s)
{
    struct sockaddr_in6 here;

    memset(&here, 0, sizeof here);
    here.sin6_family = AF_INET6;
    inet_pton(AF_INET6, "fe80::1", &here.sin6_addr);
    here.sin6_scope_id = 2; // drop -> want "'here' is fe80::1"
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int global_ok(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)}, other = to, group = to;

    inet_pton(AF_INET6, "2001:db8::1", &to.sin6_addr);
    inet_pton(AF_INET6, "::1", &other.sin6_addr);
    inet_pton(AF_INET6, "ff05::fb", &group.sin6_addr);
    if (connect(s, (struct sockaddr *)&to, sizeof to) == 0 || connect(s, (struct sockaddr *)&other, sizeof other) == 0)
        return 0;
    return connect(s, (struct sockaddr *)&group, sizeof group);
}

int four_ok(int s)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    inet_pton(AF_INET, "169.254.0.1", &to.sin_addr);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int look_up_ok(int s)
{
    struct addrinfo hints = {.ai_family = AF_INET6, .ai_flags = AI_NUMERICHOST}, *list;
    int result;

    if (getaddrinfo("fe80::1%eth0", "8080", &hints, &list) != 0)
        return -1;
    result = connect(s, list->ai_addr, list->ai_addrlen);
    freeaddrinfo(list);
    return result;
}

int copied_ok(int s, const struct sockaddr_in6 *peer)
{
    struct sockaddr_in6 to = *peer, other = {.sin6_family = AF_INET6, .sin6_scope_id = peer->sin6_scope_id};

    inet_pton(AF_INET6, "fe80::1", &to.sin6_addr);
    inet_pton(AF_INET6, "fe80::1", &other.sin6_addr);
    return connect(s, (struct sockaddr *)&to, sizeof to) == 0 ? 0
                                                              : connect(s, (struct sockaddr *)&other, sizeof other);
}

/* Garbage is another fault. */
int uninitialised_ok(int s)
{
    struct sockaddr_in6 to;

    to.sin6_family = AF_INET6;
    inet_pton(AF_INET6, "fe80::1", &to.sin6_addr);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int given_ok(int s, const char *text, struct sockaddr_in6 *other)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    inet_pton(AF_INET6, text, &to.sin6_addr);
    inet_pton(AF_INET6, "fe80::1", &other->sin6_addr);
    return connect(s, (struct sockaddr *)&to, sizeof to) == 0 ? 0 : connect(s, (struct sockaddr *)other, sizeof *other);
}

void keep(int s, struct sockaddr_in6 *to);

int escapes_ok(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};

    inet_pton(AF_INET6, "fe80::1", &to.sin6_addr);
    keep(s, &to);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
