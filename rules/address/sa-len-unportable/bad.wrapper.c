// not-compilable: what it shows does not compile on Linux.
#include <netinet/in.h>
#include <sys/socket.h>

static void fill(struct sockaddr_in6 *address, unsigned short port)
{
    address->sin6_family = AF_INET6;
    address->sin6_port = htons(port);
    address->sin6_len = sizeof(*address); // want "have sin6_len"
}

int bind_bad(int s)
{
    struct sockaddr_in6 here = {0};

    fill(&here, 8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}
