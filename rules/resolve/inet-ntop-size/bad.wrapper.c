#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TEXT_OF(address, text, length) inet_ntop(AF_INET6, (address), (text), (length))

void through_macro_bad(const struct sockaddr_in6 *peer)
{
    char text[40];

    TEXT_OF(&peer->sin6_addr, text, sizeof text); // want "takes up to 46"
    puts(text);
}

static const char *text_of(const struct sockaddr_in6 *peer, char *text, socklen_t length)
{
    return inet_ntop(AF_INET6, &peer->sin6_addr, text, length);
}

/* How much room the callers give is not known where the text is made. */
void through_function_ok(const struct sockaddr_in6 *peer)
{
    char text[40];

    text_of(peer, text, sizeof text);
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
