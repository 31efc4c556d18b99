// not-compilable: the function is damaged on purpose; the fault is visible all the same.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_bad(int s)
{
    struct sockaddr_in addr = {0};

    addr.sin_port = = 80;
    return bind(s, (struct sockaddr *)addr, sizeof addr); // want "'addr' is a struct sockaddr_in"
}
