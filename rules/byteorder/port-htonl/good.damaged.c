// not-compilable: a parenthesis is missing
#include <arpa/inet.h>
#include <netinet/in.h>

void damaged_ok(struct sockaddr_in *addr)
{
    addr->sin_port = htons(8080;
    addr->sin_addr.s_addr = htonl(INADDR_ANY);
}
