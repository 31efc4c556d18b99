// not-compilable: a parenthesis is missing
#include <poll.h>
#include <sys/socket.h>

int damaged_ok(struct pollfd *p)
{
    if (failed((p->revents)
        return -1;
    if (p->revents == POLLIN)
        return 1;
    return socket(AF_INET, SOCK_STREAM, 0);
}
