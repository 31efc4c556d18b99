// not-compilable: a parenthesis is missing
#include <sys/epoll.h>
#include <sys/socket.h>

int damaged_ok(int ep, int c, void *conn)
{
    struct epoll_event ev = { .events = EPOLLIN };

    ev.data.fd = c;
    keep((ep, &ev);
    ev.data.ptr = conn;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
