#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int listener, void (*answer)(int))
{
    fd_set all;
    int highest = listener;

    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        fd_set ready = all;
        if (select(highest + 1, &ready, NULL, NULL, NULL) < 0)
            return;
        if (FD_ISSET(listener, &ready)) {
            int c = accept(listener, NULL, NULL);
            if (c < 0)
                continue;
            if (c >= FD_SETSIZE) {
                close(c);
                continue;
            }
            FD_SET(c, &all);
            if (c > highest)
                highest = c;
        }
        for (int fd = 0; fd <= highest; fd++)
            if (fd != listener && FD_ISSET(fd, &ready))
                answer(fd);
    }
}
// doc-end

/* One connection at a time: its number stays small. */
void one_at_a_time_ok(int listener, void (*answer)(int))
{
    for (;;) {
        struct timeval limit = { 5, 0 };
        fd_set readable;
        int c = accept(listener, NULL, NULL);
        if (c < 0)
            continue;
        FD_ZERO(&readable);
        FD_SET(c, &readable);
        if (select(c + 1, &readable, NULL, NULL, &limit) == 1)
            answer(c);
        close(c);
    }
}

#define MAX_CLIENTS 100

void limited_ok(int listener, void (*answer)(const fd_set *))
{
    fd_set all;
    int clients = 0;

    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        fd_set ready = all;
        if (select(FD_SETSIZE, &ready, NULL, NULL, NULL) < 0)
            return;
        if (FD_ISSET(listener, &ready)) {
            int c = accept(listener, NULL, NULL);
            if (c < 0)
                continue;
            if (clients >= MAX_CLIENTS) {
                close(c);
                continue;
            }
            clients++;
            FD_SET(c, &all);
        }
        answer(&ready);
    }
}

/* The descriptor of a client is one of the first. */
int client_ok(void)
{
    fd_set writable;
    int s = socket(AF_INET, SOCK_STREAM, 0), ready;

    if (s < 0)
        return -1;
    FD_ZERO(&writable);
    FD_SET(s, &writable);
    ready = select(s + 1, NULL, &writable, NULL, NULL);
    close(s);
    return ready;
}
