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
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    int s;

    if (getaddrinfo(name, "8080", &hints, &found) != 0)
        return -1;
    s = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
    if (s < 0)
        return -1; // want "The function returns here without giving back the list of addresses in 'found'"
    if (connect(s, found->ai_addr, found->ai_addrlen) < 0) {
        close(s);
        s = -1;
    }
    freeaddrinfo(found);
    return s;
}
// doc-end

int only_pointer_bad(const char *name)
{
    struct addrinfo *at;
    int count = 0;

    if (getaddrinfo(name, NULL, NULL, &at) != 0)
        return -1;
    while (at != NULL) {
        count++;
        at = at->ai_next; // want "'at' gets another value here, and nothing else leads to the list of addresses"
    }
    return count + socket(AF_INET, SOCK_STREAM, 0);
}

int again_bad(const char *name)
{
    struct addrinfo *found;

    if (getaddrinfo(name, "8080", NULL, &found) != 0)
        return -1;
    if (getaddrinfo(name, "8081", NULL, &found) != 0) // want "'found' gets another value here"
        return -1;
    freeaddrinfo(found);
    return 0;
}

/* The descriptor goes elsewhere, the list does not. */
void keep(int s);

void escapes_bad(int s, const char *name)
{
    struct addrinfo *found;

    keep(s);
    if (getaddrinfo(name, "8080", NULL, &found) == 0)
        connect(s, found->ai_addr, found->ai_addrlen);
} // want "'found' ends here, and nothing else leads to the list of addresses"
