// not-compilable: it ends in the middle of a statement
#include <netinet/in.h>
#include <sys/socket.h>

void damaged_ok(struct sockaddr_in *addr)
{
    addr->sin_port = htons(8080
    addr->sin_family = AF_INET;
}

void cut_off_ok(struct sockaddr_in *addr)
{
    addr->sin_port =
