#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LOOK_UP(name, found) getaddrinfo((name), "8080", NULL, (found))

int through_macro_bad(int s, const char *name)
{
    struct addrinfo *found;

    if (LOOK_UP(name, &found) != 0)
        return -1;
    return connect(s, found->ai_addr, found->ai_addrlen); // want "without giving back the list of addresses in 'found'"
}

static int look_up(const char *name, struct addrinfo **found)
{
    return getaddrinfo(name, "8080", NULL, found);
}

/* Who has to give back what a function of the project made is not known here. */
int through_function_ok(int s, const char *name)
{
    struct addrinfo *found;

    if (look_up(name, &found) != 0)
        return -1;
    return connect(s, found->ai_addr, found->ai_addrlen);
}
