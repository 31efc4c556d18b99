#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_loopback_bad(void)
{
    struct sockaddr_in to = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    to.sin_family = PF_INET; // want "sin_family holds an address family, and PF_INET names a protocol family"
    to.sin_port = htons(8080);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(s, (struct sockaddr *)&to, sizeof to) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int designated_bad(int s)
{
    struct sockaddr_in6 here = {.sin6_family = (PF_INET6), .sin6_port = htons(8080)}; // want "write AF_INET6"
    struct sockaddr_un local = {PF_UNIX, "/run/example"};                            // want "write AF_UNIX"

    if (bind(s, (struct sockaddr *)&local, sizeof local) < 0)
        return -1;
    return bind(s, (struct sockaddr *)&here, sizeof here);
}

int compared_bad(const struct sockaddr *address)
{
    if (address->sa_family == PF_INET) // want "sa_family holds an address family"
        return 4;
    switch (address->sa_family) {
    case PF_INET6: // want "write AF_INET6"
        return 6;
    default:
        return PF_UNSPEC != address->sa_family; // want "write AF_UNSPEC"
    }
}

int parsed_bad(const char *text, struct in_addr *address)
{
    return inet_pton(PF_INET, text, address); // want "inet_pton() takes an address family"
}

/* Elsewhere in the file it is AF_INET. */
int created_bad(void)
{
    return socket(PF_INET, SOCK_DGRAM, 0); // want "This file calls socket() with PF_INET here and with AF_ names elsewhere"
}
