#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_loopback_ok(void)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* The storage holds what the family says. */
int storage_ok(int six)
{
    struct sockaddr_storage here = {0};
    int s = socket(six ? AF_INET6 : AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (six) {
        ((struct sockaddr_in6 *)&here)->sin6_family = AF_INET6;
        ((struct sockaddr_in6 *)&here)->sin6_port = htons(8080);
    } else {
        ((struct sockaddr_in *)&here)->sin_family = AF_INET;
        ((struct sockaddr_in *)&here)->sin_port = htons(8080);
    }
    if (bind(s, (struct sockaddr *)&here, sizeof here) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int looked_up_ok(const struct addrinfo *found)
{
    int s = socket(found->ai_family, found->ai_socktype, found->ai_protocol);

    if (s < 0)
        return -1;
    if (connect(s, found->ai_addr, found->ai_addrlen) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* AF_UNSPEC dissolves the association of a datagram socket. */
int dissolve_ok(void)
{
    struct sockaddr_in nobody = {.sin_family = AF_UNSPEC};
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (struct sockaddr *)&nobody, sizeof nobody) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Linux sends datagrams to IPv4 addresses from an IPv6 socket. */
ssize_t datagram_ok(const char *text)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(514)};
    ssize_t sent;
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    sent = sendto(s, text, strlen(text), 0, (struct sockaddr *)&to, sizeof to);
    close(s);
    return sent;
}

union address {
    struct sockaddr sa;
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
};

/* The families of all members of a union are the same bytes. */
int union_ok(int s, int family)
{
    union address to;

    memset(&to, 0, sizeof to);
    to.in.sin_family = AF_INET6;
    to.in.sin_port = htons(8080);
    return connect(s, (struct sockaddr *)&to.in, family == AF_INET6 ? sizeof to.in6 : sizeof to.in);
}

int given_ok(int s, struct sockaddr_in *to)
{
    return connect(s, (struct sockaddr *)to, sizeof *to);
}

/* A number that nobody here knows. */
int unknown_ok(int family)
{
    struct sockaddr_in to = {0};
    int s = socket(family, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    to.sin_family = (sa_family_t)family;
    to.sin_port = htons(8080);
    if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) {
        close(s);
        return -1;
    }
    return s;
}

static int open_for(int version)
{
    if (version == 4)
        return socket(AF_INET, SOCK_STREAM, 0);
    return socket(AF_INET6, SOCK_STREAM, 0);
}

/* Which of the two sockets it is, the callee decided by what this function asks too. */
int chosen_by_callee_ok(const struct sockaddr_storage *to, const int *version)
{
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = open_for(*version);

    if (s < 0)
        return -1;
    if (*version == 4 && connect(s, (struct sockaddr *)&four, sizeof four) < 0) {
        close(s);
        return -1;
    }
    if (*version != 4 && connect(s, (const struct sockaddr *)to, sizeof(struct sockaddr_in6)) < 0) {
        close(s);
        return -1;
    }
    return s;
}
