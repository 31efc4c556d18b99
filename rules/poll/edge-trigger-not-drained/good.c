#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
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
            int c;
            while ((c = accept4(listener, NULL, NULL, SOCK_NONBLOCK)) >= 0)
                add(c);
        }
    }
}
// doc-end

/* Without EPOLLET what is left over is told again. */
void level_ok(int ep, int listener, void (*add)(int))
{
    struct epoll_event ev = { .events = EPOLLIN, .data.fd = listener };
    struct epoll_event ready[16];

    if (epoll_ctl(ep, EPOLL_CTL_ADD, listener, &ev) < 0)
        return;
    for (;;) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            int c = accept(listener, NULL, NULL);
            if (c >= 0)
                add(c);
        }
    }
}

/* The listening socket tells again, the connections are read until nothing is left. */
void mixed_ok(int ep, int listener, void (*use)(int, const char *, ssize_t))
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
                for (;;) {
                    ssize_t got = read(ready[i].data.fd, text, sizeof text);
                    if (got <= 0)
                        break;
                    use(ready[i].data.fd, text, got);
                }
            }
        }
    }
}

/* One read takes all that an eventfd counts. */
void counter_ok(int ep, int wake, void (*work)(uint64_t))
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET, .data.fd = wake };
    struct epoll_event ready[16];
    uint64_t count;

    if (epoll_ctl(ep, EPOLL_CTL_ADD, wake, &ev) < 0)
        return;
    for (;;) {
        int n = epoll_wait(ep, ready, 16, -1);
        for (int i = 0; i < n; i++)
            if (read(wake, &count, sizeof count) == sizeof count)
                work(count);
    }
}

int made_non_blocking_ok(int ep)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    ev.data.fd = s;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev) < 0 || fcntl(s, F_SETFL, O_NONBLOCK) < 0) {
        close(s);
        return -1;
    }
    return s;
}

void keep(int s);

int changed_elsewhere_ok(int ep)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    ev.data.fd = s;
    return epoll_ctl(ep, EPOLL_CTL_ADD, s, &ev);
}

int accepted_ok(int ep, int listener)
{
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return -1;
    keep(c);
    ev.data.fd = c;
    return epoll_ctl(ep, EPOLL_CTL_ADD, c, &ev);
}
