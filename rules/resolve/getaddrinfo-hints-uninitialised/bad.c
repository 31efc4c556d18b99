#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int look_up_bad(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    return getaddrinfo(name, "8080", &hints, found); // want "'hints' was never cleared: getaddrinfo() takes what memory held for the members that nothing was assigned to"
}
// doc-end

int nothing_bad(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    return getaddrinfo(name, "8080", &hints, found); // want "Nothing was ever stored in 'hints'"
}

/* Also the members behind the protocol have to be 0. */
int four_members_bad(const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    hints.ai_flags = AI_PASSIVE;
    hints.ai_family = AF_INET;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_protocol = 0;
    return getaddrinfo(name, "8080", &hints, found); // want "'hints' was never cleared"
}

/* The descriptor goes elsewhere; the hints are garbage all the same. */
void keep(int s);

int escapes_bad(int s, const char *name, struct addrinfo **found)
{
    struct addrinfo hints;

    keep(s);
    hints.ai_family = AF_INET6;
    return getaddrinfo(name, "8080", &hints, found); // want "'hints' was never cleared"
}
