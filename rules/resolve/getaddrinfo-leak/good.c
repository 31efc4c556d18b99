#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdlib.h>

// doc-begin
int connect_to_ok(const char *name)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    int s;

    if (getaddrinfo(name, "8080", &hints, &found) != 0)
        return -1;
    s = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (s < 0) {
        freeaddrinfo(found);
        return -1;
    }
    if (connect(s, found->ai_addr, found->ai_addrlen) < 0) {
        close(s);
        s = -1;
    }
    freeaddrinfo(found);
    return s;
}
// doc-end

/* The caller gives it back. */
struct addrinfo *returned_ok(const char *name)
{
    struct addrinfo *found;

    return getaddrinfo(name, NULL, NULL, &found) == 0 ? found : NULL;
}

int given_ok(const char *name, struct addrinfo **found)
{
    return getaddrinfo(name, NULL, NULL, found);
}

struct target {
    struct addrinfo *addresses;
};

int stored_ok(struct target *target, const char *name)
{
    struct addrinfo *found;

    if (getaddrinfo(name, NULL, NULL, &found) != 0)
        return -1;
    target->addresses = found;
    return 0;
}

/* The process ends there. */
void exits_ok(const char *name)
{
    struct addrinfo *found;

    if (getaddrinfo(name, NULL, NULL, &found) == 0)
        exit(0);
}

int main(int argc, char **argv)
{
    struct addrinfo *found;

    if (argc < 2 || getaddrinfo(argv[1], NULL, NULL, &found) != 0)
        return 1;
    return found->ai_family == AF_INET ? 0 : 1;
}

/* The head stays where it is. */
int walked_ok(const char *name)
{
    struct addrinfo *found, *at;
    int count = 0;

    if (getaddrinfo(name, NULL, NULL, &found) != 0)
        return -1;
    for (at = found; at != NULL; at = at->ai_next)
        count++;
    freeaddrinfo(found); // drop -> want "without giving back the list"
    return count;
}

#define likely(condition) __builtin_expect(!!(condition), 1)

struct addrinfo *expected_ok(const char *name)
{
    struct addrinfo *found;

    if (likely(!getaddrinfo(name, NULL, NULL, &found)))
        return found;
    return NULL;
}

/* After a failure there is no list. */
int second_try_ok(const char *name, struct addrinfo *hints)
{
    struct addrinfo *found;
    int error = getaddrinfo(name, NULL, hints, &found);

    if (error == EAI_NONAME || error == EAI_AGAIN) {
        hints->ai_flags = 0;
        error = getaddrinfo(name, NULL, hints, &found);
    }
    if (error != 0)
        return -1;
    freeaddrinfo(found);
    return 0;
}

/* The list goes elsewhere. */
void keep(int s, struct addrinfo *found);

void escapes_ok(int s, const char *name)
{
    struct addrinfo *found;

    if (getaddrinfo(name, NULL, NULL, &found) == 0)
        keep(s, found);
}
