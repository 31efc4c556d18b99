#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* The signal brings the descriptor along, in si_fd. */
int signalled_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (fcntl(conn, F_SETSIG, SIGRTMIN) < 0 || fcntl(conn, F_SETOWN, getpid()) < 0) {
        close(conn);
        return -1;
    }
    return 0;
}

static int epoll;

/* Who does not ask a function that keeps the descriptor when it succeeds takes it for kept. */
static int keep(int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};

    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &(int){1}, sizeof(int)) < 0)
        return -1;
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -1 : 0;
}

int kept_unasked_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    keep(conn);
    return 0;
}

static int watch(int fd)
{
    if (fcntl(fd, F_SETOWN, getpid()) < 0)
        return -1;
    return fcntl(fd, F_SETSIG, SIGRTMIN) < 0 ? -1 : 0;
}

/* By a function that calls no more than fcntl(). */
int watched_by_a_helper_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    watch(conn);
    return 0;
}
