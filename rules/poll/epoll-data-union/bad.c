#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>

struct connection {
    int fd;
    char text[512];
};

// doc-begin
int watch(int ep, int c, struct connection *conn)
{
    struct epoll_event ev = { 0 };

    ev.events = EPOLLIN;
    ev.data.fd = c;
    ev.data.ptr = conn; // want "setting ptr overwrites fd, which was set just before"
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}
// doc-end

int other_order_bad(int ep, int c, struct connection *conn, struct epoll_event *ev)
{
    ev->data.ptr = conn;
    ev->events = EPOLLIN;
    ev->data.fd = c; // want "'ev->data' is a union: setting fd overwrites ptr"
    return epoll_ctl(ep, EPOLL_CTL_MOD, c, ev);
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(int ep, unsigned id)
{
    struct epoll_event ev = { .events = EPOLLIN };
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    ev.data.u32 = id;
    ev.data.fd = s; // want "setting fd overwrites u32"
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}
