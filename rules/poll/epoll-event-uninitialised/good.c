#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int watch(int ep, int s)
{
    struct epoll_event ev = { .events = EPOLLIN, .data.fd = s };

    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}

void serve(int ep, void (*answer)(int))
{
    struct epoll_event ready[16];
    int n = epoll_wait(ep, ready, 16, -1);

    for (int i = 0; i < n; i++)
        answer(ready[i].data.fd);
}
// doc-end

int cleared_ok(int ep, int s)
{
    struct epoll_event ev;

    memset(&ev, 0, sizeof ev);
    ev.events = EPOLLIN;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}

int initialised_ok(int ep, int s)
{
    struct epoll_event ev = { 0 };

    ev.events = EPOLLIN;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}

/* To take a descriptor out nothing is read of the event. */
int taken_out_ok(int ep, int s)
{
    struct epoll_event ev;

    return epoll_ctl(ep, EPOLL_CTL_DEL, s, &ev);
}

void fill(struct epoll_event *ev, int s);

int filled_elsewhere_ok(int ep, int s)
{
    struct epoll_event ev;

    fill(&ev, s);
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}

int given_ok(int ep, int s, struct epoll_event *ev)
{
    ev->events = EPOLLIN;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, ev);
}

int either_ok(int ep, int s, void *conn)
{
    struct epoll_event ev;

    ev.events = EPOLLIN;
    if (conn != NULL)
        ev.data.ptr = conn;
    else
        ev.data.fd = s;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
