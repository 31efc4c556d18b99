#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void print_peer_ok(const struct sockaddr_in6 *peer)
{
    char text[INET6_ADDRSTRLEN];

    if (inet_ntop(AF_INET6, &peer->sin6_addr, text, sizeof text) != NULL)
        printf("%s\n", text);
}
// doc-end

void larger_ok(const struct sockaddr_in *peer)
{
    char text[INET6_ADDRSTRLEN];

    inet_ntop(AF_INET, &peer->sin_addr, text, INET_ADDRSTRLEN);
    puts(text);
}

/* Which family it is only the caller knows. */
const char *any_family_ok(int family, const void *address)
{
    static char text[INET6_ADDRSTRLEN];

    return inet_ntop(family, address, text, sizeof text);
}

const char *given_ok(const struct sockaddr_in *peer, char *text, socklen_t length)
{
    return inet_ntop(AF_INET, &peer->sin_addr, text, length);
}

/* Part of the room is taken. */
void behind_ok(const struct sockaddr_in *peer)
{
    char text[32] = "peer ";

    inet_ntop(AF_INET, &peer->sin_addr, text + 5, sizeof text - 5);
    puts(text);
}

/* The descriptor goes elsewhere. */
void keep(int s);

void escapes_ok(int s, const struct sockaddr_in *peer)
{
    char text[INET_ADDRSTRLEN];

    keep(s);
    inet_ntop(AF_INET, &peer->sin_addr, text, sizeof text);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
