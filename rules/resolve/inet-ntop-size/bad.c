#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void print_peer_bad(const struct sockaddr_in6 *peer)
{
    char text[INET_ADDRSTRLEN];

    inet_ntop(AF_INET6, &peer->sin6_addr, text, sizeof text); // want "inet_ntop() has room for 16 bytes in 'text', but the text of an IPv6 address takes up to 46"
    printf("%s\n", text);
}
// doc-end

void past_bad(const struct sockaddr_in6 *peer)
{
    char text[16];

    inet_ntop(AF_INET6, &peer->sin6_addr, text, INET6_ADDRSTRLEN); // want "The length says 46 bytes, but 'text' has 16"
    puts(text);
}

const char *pointer_bad(const struct sockaddr_in *peer, char *text)
{
    return inet_ntop(AF_INET, &peer->sin_addr, text, sizeof(text)); // want "This length is the size of a pointer (4 or 8 bytes), not of the memory that"
}

void short_bad(const struct sockaddr_in *peer)
{
    char text[12];

    inet_ntop(AF_INET, &peer->sin_addr, text, sizeof text); // want "the text of an IPv4 address takes up to 16"
    puts(text);
}

void large_enough_bad(const struct sockaddr_in6 *peer)
{
    char text[INET6_ADDRSTRLEN];

    inet_ntop(AF_INET6, &peer->sin6_addr, text, INET_ADDRSTRLEN); // want "takes up to 46"
    puts(text);
}

/* The descriptor goes elsewhere; the room is too small all the same. */
void keep(int s);

void escapes_bad(int s, const struct sockaddr_in *peer)
{
    char text[8];

    keep(s);
    inet_ntop(AF_INET, &peer->sin_addr, text, 8); // want "takes up to 16"
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
