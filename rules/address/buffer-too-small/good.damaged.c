// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(void)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    s = socket(AF_INET, 
    return accept(s, (struct sockaddr *)&peer, &length) + peer.sin_port;
}
