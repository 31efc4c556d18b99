// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(void)
{
    struct sockaddr_in here = {.sin_family = AF_INET};
    int s = socket(AF_INET6, SOCK_STREAM, 

    s = socket(AF_INET, SOCK_STREAM, 0);
    return bind(s, (struct sockaddr *)&here, sizeof here);
}
