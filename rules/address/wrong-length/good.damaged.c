// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6
    return connect(s, (struct sockaddr *)&to, sizeof(
}

int whole_ok(int s, const struct sockaddr_in6 *to)
{
    return connect(s, (const struct sockaddr *)to, sizeof *to);
}
