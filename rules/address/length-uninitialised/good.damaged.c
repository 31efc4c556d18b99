// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int listener)
{
    struct sockaddr_in peer;
    socklen_t length

    length = = sizeof peer;
    return accept(listener, (struct sockaddr *)&peer, &length);
}
