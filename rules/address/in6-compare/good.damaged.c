// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int damaged_ok(int s, const struct sockaddr_in6 *a, const struct sockaddr_in6 *b)
{
    if (a->sin6_addr.s6_addr == 
        return s;
    return memcmp(&a->sin6_addr, &b->sin6_addr, sizeof a->sin6_addr);
}
