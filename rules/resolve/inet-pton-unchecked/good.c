#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <assert.h>

// doc-begin
int connect_to_ok(int s, const char *host)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    if (inet_pton(AF_INET, host, &to.sin_addr) != 1)
        return -1;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int other_forms_ok(struct in_addr *to, const char *host)
{
    if (inet_pton(AF_INET, host, to) <= 0)
        return -1;
    if (inet_pton(AF_INET, host, to) == 1)
        return 0;
    if (inet_pton(AF_INET, host, to) > 0)
        return 1;
    assert(inet_pton(AF_INET, host, to) == 1);
    return 2;
}

/* Each of the two failures has a test of its own. */
int one_by_one_ok(int family, struct in_addr *to, const char *host)
{
    int rc = inet_pton(family, host, to);

    if (rc < 0)
        return -2;
    if (rc == 0)
        return -1;
    return 0;
}

/* The family is one that every system knows: -1 never comes. */
int known_family_ok(struct in_addr *to, const char *host)
{
    return !inet_pton(AF_INET, host, to) ? -1 : 0;
}

int literal_ok(struct sockaddr_in6 *to)
{
    inet_pton(AF_INET6, "::1", &to->sin6_addr);
    return socket(AF_INET6, SOCK_STREAM, 0);
}

/* Whoever writes void means it. */
void meant_ok(struct in_addr *to, const char *host)
{
    (void)inet_pton(AF_INET, host, to);
}

/* The caller is to look at it. */
int returned_ok(struct in_addr *to, const char *host)
{
    return inet_pton(AF_INET, host, to);
}

int chosen_ok(struct in_addr *to, const char *host)
{
    switch (inet_pton(AF_INET, host, to)) {
    case 1:
        return 0;
    default:
        return -1;
    }
}

/* With a literal there is no bad text. */
int wrong_test_of_literal_ok(struct in_addr *to)
{
    return inet_pton(AF_INET, "127.0.0.1", to) < 0 ? -1 : 0;
}

#define likely(condition) __builtin_expect(!!(condition), 1)

int expected_ok(struct in_addr *to, const char *host)
{
    return likely(inet_pton(AF_INET, host, to) == 1) ? 0 : -1;
}

/* The descriptor goes elsewhere. */
void keep(int s);

int escapes_ok(int s, const char *host)
{
    struct in_addr address;

    keep(s);
    return inet_pton(AF_INET, host, &address) == 1 ? 0 : -1;
}
