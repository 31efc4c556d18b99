// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in6 here;

    memset(&here, 0, sizeof
    here.sin6_family = AF_INET6;
    return bind(s, (struct sockaddr *)&here, sizeof here);
}
