#include <sys/epoll.h>
#include <sys/socket.h>

static int add(int ep, int c, struct epoll_event ev)
{
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}

int through_function_bad(int ep, int c, void *conn)
{
    struct epoll_event ev = { 0 };

    ev.data.fd = c;
    ev.events = EPOLLIN;
    ev.data.ptr = conn; // want "setting ptr overwrites fd"
    return add(ep, c, ev);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
