// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct sockaddr_in here = {0};

    here.sin_family = 
    here.sin_port = htons(8080);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}
