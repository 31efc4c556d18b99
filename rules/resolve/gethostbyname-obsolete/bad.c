#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_bad(const char *name)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};
    struct hostent *host = gethostbyname(name); // want "gethostbyname() finds IPv4 addresses only: a host that has nothing but an IPv6 address does not exist for this program. Use getaddrinfo()"
    int s;

    if (host == NULL || host->h_length != sizeof to.sin_addr)
        return -1;
    memcpy(&to.sin_addr, host->h_addr_list[0], sizeof to.sin_addr);
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s >= 0 && connect(s, (struct sockaddr *)&to, sizeof to) == 0)
        return s;
    if (s >= 0)
        close(s);
    return -1;
}
// doc-end

const char *name_of_bad(const struct in_addr *address)
{
    struct hostent *host = gethostbyaddr(address, sizeof *address, AF_INET); // want "gethostbyaddr() is obsolete: it answers in memory of the library that the next look-up overwrites"

    return host == NULL ? NULL : host->h_name;
}

/* The descriptor goes elsewhere; the look-up is old all the same. */
void keep(int s);

int escapes_bad(int s, const char *name)
{
    keep(s);
    if (gethostbyname(name) == NULL) // want "Use getaddrinfo()"
        return -1;
    return gethostbyname(name)->h_length;
}
