#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_bad(int s, const char *name)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};
    struct hostent *host = gethostbyname(name);

    memcpy(&to.sin_addr, host->h_addr_list[0], sizeof to.sin_addr); // want "'host' is NULL when gethostbyname() finds nothing, and nothing has tested it before it is read here"
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int port_bad(const char *name)
{
    struct servent *service;

    service = getservbyname(name, "tcp");
    return ntohs(service->s_port); // want "'service' is NULL when getservbyname() finds nothing"
}

int protocol_bad(void)
{
    return socket(AF_INET, SOCK_RAW, getprotobyname("icmp")->p_proto); // want "is NULL when getprotobyname() finds nothing"
}

/* Tested, but the path goes on. */
void goes_on_bad(const char *name)
{
    struct hostent *host = gethostbyname(name);

    if (host == NULL)
        fprintf(stderr, "%s: not found\n", name);
    puts(host->h_name); // want "'host' is NULL when gethostbyname() finds nothing"
}

void null_bad(const char *name)
{
    struct hostent *host = gethostbyname(name);

    if (host == NULL)
        puts(host->h_name); // want "'host' is NULL here: gethostbyname() found nothing"
}

/* The descriptor goes elsewhere; the pointer may be null all the same. */
void keep(int s);

const char *escapes_bad(int s, const struct in_addr *address)
{
    struct hostent *host = gethostbyaddr(address, sizeof *address, AF_INET);

    keep(s);
    return host->h_name; // want "'host' is NULL when gethostbyaddr() finds nothing"
}
