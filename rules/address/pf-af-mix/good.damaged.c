// not-compilable: somebody is typing here.
#include <sys/socket.h>
#include <netinet/in.h>

int damaged_ok(struct sockaddr_in *to)
{
    to->sin_family = 
    return socket(PF_INET, SOCK_STREAM, 0);
}
