#include <stdint.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

/* A number stored in the wide member reads as a descriptor. */
static int add_ok(int ep, int c)
{
    struct epoll_event ev = { .events = EPOLLIN };

    ev.data.u64 = (uint64_t)c;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}

int main(void)
{
    struct epoll_event ready[16];
    int ep = epoll_create1(0);
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (ep < 0 || s < 0 || add_ok(ep, s) < 0)
        return 1;
    for (;;) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            char text[512];
            if (read(ready[i].data.fd, text, sizeof text) < 0)
                return 1;
        }
    }
}
