#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <strings.h>

// doc-begin
int connect_to_bad(int s, const char *name)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};
    struct hostent *host = gethostbyname(name);

    if (host == NULL)
        return -1;
    memcpy(&to.sin_addr, host->h_addr_list[0], host->h_length); // want "'host->h_length' bytes go into 'to.sin_addr', which has 4, and nothing has tested h_addrtype or h_length"
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int number_bad(struct sockaddr_in *to, const struct hostent *host)
{
    bcopy(host->h_addr_list[0], (char *)&to->sin_addr.s_addr, (size_t)host->h_length); // want "bytes go into 'to->sin_addr.s_addr', which has 4"
    return socket(AF_INET, SOCK_STREAM, 0);
}

int variable_bad(struct in_addr *to, const struct hostent *host)
{
    struct in_addr address;

    memmove(&address, host->h_addr_list[0], host->h_length); // want "bytes go into 'address', which has 4"
    *to = address;
    return socket(AF_INET, SOCK_STREAM, 0);
}

/* The family is copied along, and nothing asks for it. */
void keep(int s);

void escapes_bad(int s, struct sockaddr_in *to, const struct hostent *host)
{
    keep(s);
    to->sin_family = host->h_addrtype;
    memcpy(&to->sin_addr, host->h_addr_list[0], host->h_length); // want "bytes go into 'to->sin_addr', which has 4"
}
