#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <assert.h>
#include <stdlib.h>

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

int asserted_ok(const char *name)
{
    struct hostent *host = gethostbyname(name);

    assert(host);
    return host->h_length;
}

int in_the_condition_ok(const char *name)
{
    struct servent *service;

    if ((service = getservbyname(name, "tcp")) == NULL)
        return -1;
    return ntohs(service->s_port);
}

/* Whether this comes back nobody here knows. */
void report_and_exit(const char *name);

int ends_elsewhere_ok(const char *name)
{
    struct hostent *host = gethostbyname(name);

    if (host == NULL)
        report_and_exit(name);
    return host->h_length;
}

int second_try_ok(const char *name)
{
    struct hostent *host = gethostbyname(name);

    if (host == NULL && (host = gethostbyname("localhost")) == NULL)
        exit(1);
    return host->h_length;
}

int only_where_found_ok(const char *name)
{
    struct hostent *host = gethostbyname(name);

    return host ? host->h_length : 0;
}

#define unlikely(condition) __builtin_expect(!!(condition), 0)

int expected_ok(const char *name)
{
    struct hostent *host = gethostbyname(name);

    if (unlikely(host == NULL))
        return -1;
    return host->h_length;
}

int expected_pointer_ok(const char *name)
{
    struct hostent *host = gethostbyname(name);

    return __builtin_expect(host != NULL, 1) ? host->h_length : -1;
}

/* The pointer and the descriptor go elsewhere. */
void keep(int s, struct hostent *host);

void escapes_ok(int s, const char *name)
{
    keep(s, gethostbyname(name));
}
