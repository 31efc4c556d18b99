#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_ok(int s, const char *name)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};
    struct hostent *host = gethostbyname(name);

    if (host == NULL || host->h_addrtype != AF_INET)
        return -1;
    memcpy(&to.sin_addr, host->h_addr_list[0], sizeof to.sin_addr);
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int length_tested_ok(struct sockaddr_in *to, const struct hostent *host)
{
    if (host->h_length != sizeof to->sin_addr)
        return -1;
    memcpy(&to->sin_addr, host->h_addr_list[0], host->h_length);
    return 0;
}

int chosen_ok(struct sockaddr_in *to, struct sockaddr_in6 *to6, const struct hostent *host)
{
    switch (host->h_addrtype) {
    case AF_INET:
        memcpy(&to->sin_addr, host->h_addr_list[0], host->h_length);
        return 0;
    case AF_INET6:
        memcpy(&to6->sin6_addr, host->h_addr_list[0], host->h_length);
        return 0;
    default:
        return -1;
    }
}

/* Room for any address. */
void large_ok(const struct hostent *host)
{
    char address[64];

    memcpy(address, host->h_addr_list[0], host->h_length);
    puts(address);
}

/* The descriptor goes elsewhere. */
void keep(int s);

void escapes_ok(int s, struct sockaddr_in *to, const struct hostent *host)
{
    keep(s);
    memcpy(&to->sin_addr, host->h_addr_list[0], sizeof(struct in_addr));
}
