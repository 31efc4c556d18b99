#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* Another file registers the connections. */
int add_connections(int ep);

int main(void)
{
    struct epoll_event ready[16];
    struct epoll_event ev = { .events = EPOLLIN };
    int ep = epoll_create1(0);
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    ev.data.fd = s;
    if (ep < 0 || s < 0 || epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) < 0 || add_connections(ep) < 0)
        return 1;
    for (;;) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++)
            if (ready[i].data.ptr == &ev)
                return 0;
    }
}
