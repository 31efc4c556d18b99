#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int watch(int ep, int s)
{
    struct epoll_event ev;

    ev.events = EPOLLIN;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev); // want "'ev.data' was never set"
}

void serve(int ep, void (*answer)(int))
{
    struct epoll_event ready[16];
    int n = epoll_wait(ep, ready, 16, -1);

    for (int i = 0; i < n; i++)
        answer(ready[i].data.fd);
}
// doc-end

int no_events_bad(int ep, int s)
{
    struct epoll_event ev;

    ev.data.fd = s;
    return epoll_ctl(ep, EPOLL_CTL_MOD, s, &ev); // want "'ev.events' was never set"
}

int nothing_bad(int ep, int s)
{
    struct epoll_event ev;

    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev); // want "Nothing was ever stored in 'ev'"
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(int ep)
{
    struct epoll_event ev;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    ev.events = EPOLLIN | EPOLLRDHUP;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) < 0) // want "hands back whatever was in memory"
        return -1;
    return s;
}
