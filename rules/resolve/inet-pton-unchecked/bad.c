#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_to_bad(int s, const char *host)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    if (inet_pton(AF_INET, host, &to.sin_addr) < 0) // want "inet_pton() returns 0 for text that is no address, and -1 only for a family that it does not know"
        return -1;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
// doc-end

int ignored_bad(int s, const char *host)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(8080)};

    inet_pton(AF_INET, host, &to.sin_addr); // want "Nothing tests whether inet_pton() understood the text: when it is no address, 'to.sin_addr' keeps what its memory held before"
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int assigned_bad(struct sockaddr_in6 *to, const char *host)
{
    int rc = inet_pton(AF_INET6, host, &to->sin6_addr);

    if (rc == -1) // want "this test takes bad text for success"
        return -1;
    return socket(AF_INET6, SOCK_STREAM, 0);
}

int success_bad(struct sockaddr_in *to, const char *host)
{
    if (inet_pton(AF_INET, host, &to->sin_addr) >= 0) // want "this test takes bad text for success"
        return 0;
    return -1;
}

int unread_bad(struct sockaddr_in *to, const char *host)
{
    int rc;

    rc = inet_pton(AF_INET, host, &to->sin_addr); // want "Nothing tests whether inet_pton() understood the text"
    rc = socket(AF_INET, SOCK_STREAM, 0);
    return rc;
}

int any_family_bad(int family, const char *text, void *address)
{
    if (!inet_pton(family, text, address)) // want "inet_pton() returns -1 for a family that it does not know, and this test takes that for success"
        return -1;
    return socket(family, SOCK_STREAM, 0);
}

/* The descriptor goes elsewhere; the address is untested all the same. */
void keep(int s);

int escapes_bad(int s, const char *host)
{
    struct in_addr address;

    keep(s);
    inet_pton(AF_INET, host, &address); // want "'address' keeps what its memory held before"
    return (int)address.s_addr;
}
