// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in6 to = {.sin6_family = AF_INET6};

    inet_pton(AF_INET6, "fe80::1", &to.sin6_addr);
    to.sin6_scope_id = 
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
