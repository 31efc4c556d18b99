// not-compilable: a parenthesis is missing
#include <sys/epoll.h>
#include <sys/socket.h>

int damaged_ok(int ep)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    make_non_blocking((s;
    ev.data.fd = s;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}
