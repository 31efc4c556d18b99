#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int look_up_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints = {0};

    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    return getaddrinfo(name, "8080", &hints, found);
}
// doc-end

int memset_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    memset(&hints, 0, sizeof hints); // drop -> want "'hints' was never cleared"
    hints.ai_socktype = SOCK_STREAM;
    return getaddrinfo(name, "8080", &hints, found);
}

int designated_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints = {.ai_family = AF_INET6, .ai_socktype = SOCK_DGRAM};

    return getaddrinfo(name, "8080", &hints, found);
}

int static_ok(const char *name, struct addrinfo **found)
{
    static struct addrinfo hints;

    hints.ai_family = AF_INET;
    return getaddrinfo(name, "8080", &hints, found);
}

int no_hints_ok(const char *name, struct addrinfo **found)
{
    return getaddrinfo(name, "8080", NULL, found);
}

/* Every member has a value. */
int each_member_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    hints.ai_flags = 0;
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_protocol = 0;
    hints.ai_addrlen = 0;
    hints.ai_addr = NULL;
    hints.ai_canonname = NULL;
    hints.ai_next = NULL;
    return getaddrinfo(name, "8080", &hints, found);
}

int copied_ok(const char *name, const struct addrinfo *wanted, struct addrinfo **found)
{
    struct addrinfo hints = *wanted;

    hints.ai_socktype = SOCK_STREAM;
    return getaddrinfo(name, "8080", &hints, found);
}

void fill_in(struct addrinfo *hints);

int filled_ok(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    fill_in(&hints);
    hints.ai_family = AF_INET;
    return getaddrinfo(name, "8080", &hints, found);
}

/* The descriptor goes elsewhere. */
void keep(int s);

int escapes_ok(int s, const char *name, struct addrinfo **found)
{
    keep(s);
    return look_up_ok(name, found);
}
