// not-compilable: a parenthesis is missing
#include <sys/epoll.h>
#include <sys/socket.h>

int damaged_ok(int ep, int s)
{
    struct epoll_event ev;

    fill((&ev);
    if (epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) < 0)
        return ev.data.fd;
    return socket(AF_INET, SOCK_STREAM, 0);
}
