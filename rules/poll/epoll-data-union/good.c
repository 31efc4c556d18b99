#include <stdint.h>
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
    conn->fd = c;
    ev.data.ptr = conn;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}
// doc-end

/* The upper half is cleared for tools that look at every byte. */
int cleared_ok(int ep, int c)
{
    struct epoll_event ev;

    ev.events = EPOLLIN;
    ev.data.u64 = 0;
    ev.data.fd = c;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}

/* One event after the other. */
int used_in_between_ok(int ep, int c, struct connection *conn)
{
    struct epoll_event ev = { .events = EPOLLIN };

    ev.data.fd = c;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev) < 0)
        return -1;
    ev.data.ptr = conn;
    return epoll_ctl(ep, EPOLL_CTL_ADD, conn->fd, &ev);
}

int two_events_ok(int ep, int c, struct connection *conn)
{
    struct epoll_event mine = { .events = EPOLLIN };
    struct epoll_event other = { .events = EPOLLIN };

    mine.data.fd = c;
    other.data.ptr = conn;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &mine) | epoll_ctl(ep, EPOLL_CTL_ADD, conn->fd, &other);
}

int either_ok(int ep, int c, struct connection *conn)
{
    struct epoll_event ev = { .events = EPOLLIN };

    if (conn == NULL)
        ev.data.fd = c;
    else
        ev.data.ptr = conn;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}

/* A union of another structure. */
struct note {
    union {
        int fd;
        void *ptr;
    } data;
};

int other_structure_ok(struct note *note, int c, void *conn)
{
    note->data.fd = c;
    note->data.ptr = conn;
    return socket(AF_INET, SOCK_STREAM, 0);
}
