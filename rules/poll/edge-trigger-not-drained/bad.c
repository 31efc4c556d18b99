#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int ep, int listener, void (*add)(int))
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET, .data.fd = listener };
    struct epoll_event ready[16];

    if (epoll_ctl(ep, EPOLL_CTL_ADD, listener, &ev) < 0)
        return;
    for (;;) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            int c = accept4(listener, NULL, NULL, SOCK_NONBLOCK); // want "accept4() is called once for each event"
            if (c >= 0)
                add(c);
        }
    }
}
// doc-end

void clients_bad(int ep, int listener, void (*use)(int, const char *, ssize_t))
{
    struct epoll_event ev, ready[16];
    char text[512];

    ev.events = EPOLLIN;
    ev.data.fd = listener;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, listener, &ev) < 0)
        return;
    while (1) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            if (ready[i].data.fd == listener) {
                int c = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (c < 0)
                    continue;
                ev.events = EPOLLIN | EPOLLET;
                ev.data.fd = c;
                epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
            } else {
                ssize_t got = read(ready[i].data.fd, text, sizeof text); // want "what is left over brings no further event"
                use(ready[i].data.fd, text, got);
            }
        }
    }
}

int blocking_bad(int ep)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    ev.data.fd = s;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) < 0) { // want "'s' is registered with EPOLLET but blocks"
        close(s);
        return -1;
    }
    return s;
}

/* What accept() gives blocks, whatever the listening socket does. */
int accepted_bad(int ep, int listener)
{
    struct epoll_event ev;
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return -1;
    ev.events = EPOLLIN | EPOLLET;
    ev.data.fd = c;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev); // want "'c' is registered with EPOLLET but blocks"
}

/* The descriptor goes elsewhere too. */
int escapes_bad(int ep, int *kept)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    *kept = s;
    ev.data.fd = s;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev); // want "Make it non-blocking"
}
