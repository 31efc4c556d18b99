#include <sys/epoll.h>
#include <sys/socket.h>

#define REGISTER(ep, fd, ev) epoll_ctl(ep, EPOLL_CTL_ADD, fd, ev)

int through_macro_bad(int ep, int s)
{
    struct epoll_event ev;

    ev.events = EPOLLIN;
    return REGISTER(ep, s, &ev); // want "'ev.data' was never set"
}

static int add(int ep, int s, struct epoll_event *ev)
{
    ev->data.fd = s;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, ev);
}

int through_function_ok(int ep, int s)
{
    struct epoll_event ev;

    ev.events = EPOLLIN;
    return add(ep, s, &ev);
}

int next(int ep)
{
    struct epoll_event ready;

    return epoll_wait(ep, &ready, 1, -1) == 1 ? ready.data.fd : socket(AF_INET, SOCK_STREAM, 0);
}
