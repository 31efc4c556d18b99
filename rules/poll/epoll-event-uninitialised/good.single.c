#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* One descriptor, and nobody asks which one it is. */
int wait_ok(int s)
{
    struct epoll_event ev;
    int ep = epoll_create1(0);
    int n;

    if (ep < 0)
        return -1;
    ev.events = EPOLLIN;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) < 0) {
        close(ep);
        return -1;
    }
    n = epoll_wait(ep, &ev, 1, 1000);
    close(ep);
    return n;
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
