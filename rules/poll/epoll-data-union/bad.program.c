#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

struct connection {
    int fd;
};

static int add_bad(int ep, int c)
{
    struct epoll_event ev = { .events = EPOLLIN };

    ev.data.fd = c;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}

int main(void)
{
    struct epoll_event ready[16];
    int ep = epoll_create1(0);
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (ep < 0 || s < 0 || add_bad(ep, s) < 0)
        return 1;
    for (;;) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            struct connection *conn = ready[i].data.ptr; // want "this reads ptr, but the program registers its descriptors with fd"
            char text[512];
            if (read(conn->fd, text, sizeof text) < 0)
                return 1;
        }
    }
}
