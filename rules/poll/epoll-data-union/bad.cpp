#include <sys/epoll.h>
#include <sys/socket.h>

struct Connection {
    int fd = -1;
};

bool watch_bad(int ep, int c, Connection *conn)
{
    epoll_event ev{};

    ev.events = EPOLLIN;
    ev.data.fd = c;
    ev.data.ptr = conn; // want "setting ptr overwrites fd"
    return ::epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev) == 0;
}
