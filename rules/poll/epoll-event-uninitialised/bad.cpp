#include <sys/epoll.h>
#include <sys/socket.h>

bool watch_bad(int ep, int s)
{
    epoll_event ev;

    ev.events = EPOLLIN;
    return ::epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) == 0; // want "'ev.data' was never set"
}

bool watch_ok(int ep, int s)
{
    epoll_event ev{};

    ev.events = EPOLLIN;
    return ::epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) == 0;
}

int next(int ep)
{
    epoll_event ready{};

    return epoll_wait(ep, &ready, 1, -1) == 1 ? ready.data.fd : -1;
}
