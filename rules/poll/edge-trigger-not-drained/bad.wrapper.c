#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#define REGISTER(ep, fd, ev) epoll_ctl(ep, EPOLL_CTL_ADD, fd, ev)

static int make_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}

int made_elsewhere_bad(int ep)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int s = make_socket();

    if (s < 0)
        return -1;
    ev.data.fd = s;
    if (REGISTER(ep, s, &ev) < 0) { // want "'s' is registered with EPOLLET but blocks"
        close(s);
        return -1;
    }
    return s;
}

/* How it works, the caller says. */
int given_ok(int ep, int s)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET, .data.fd = s };

    return REGISTER(ep, s, &ev);
}
