#include <errno.h>
#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>

// doc-begin
void serve(int s, void (*answer)(int), void (*housekeeping)(void))
{
    for (;;) {
        struct timeval limit = { 5, 0 };
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        int n = select(s + 1, &readable, NULL, NULL, &limit);
        if (n < 0)
            return;
        if (n == 0)
            housekeeping();
        else
            answer(s);
    }
}
// doc-end

/* After an interruption what is left of the time is just what is wanted. */
int again_ok(int s)
{
    struct timeval limit = { 5, 0 };
    fd_set readable;
    int n;

    do {
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        n = select(s + 1, &readable, NULL, NULL, &limit);
    } while (n < 0 && errno == EINTR);
    return n;
}

int interrupted_ok(int s)
{
    struct timeval limit = { 5, 0 };
    fd_set readable;

    for (;;) {
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        int n = select(s + 1, &readable, NULL, NULL, &limit);
        if (n >= 0)
            return n;
        if (errno != EINTR)
            return -1;
    }
}

/* pselect() leaves the time alone. */
void pselect_ok(int s, void (*answer)(int))
{
    const struct timespec limit = { 5, 0 };

    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (pselect(s + 1, &readable, NULL, NULL, &limit, NULL) > 0)
            answer(s);
    }
}

/* It never waits. */
void no_wait_ok(int s, void (*answer)(int), void (*work)(void))
{
    struct timeval none = { 0, 0 };

    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, &none) > 0)
            answer(s);
        work();
    }
}

/* The rest of the time is looked at. */
void rest_ok(int s, void (*answer)(int))
{
    struct timeval limit = { 5, 0 };

    while (limit.tv_sec > 0 || limit.tv_usec > 0) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, &limit) > 0)
            answer(s);
    }
}

void set_again_ok(int s, void (*answer)(int))
{
    struct timeval limit = { 5, 0 };

    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, &limit) > 0)
            answer(s);
        limit.tv_sec = 5;
        limit.tv_usec = 0;
    }
}

int once_ok(int s)
{
    struct timeval limit = { 5, 0 };
    fd_set readable;

    do {
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, &limit) <= 0)
            break;
    } while (0);
    return s;
}

/* What the time is, the caller says. */
void given_ok(int s, struct timeval *limit, void (*answer)(int))
{
    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, limit) > 0)
            answer(s);
    }
}
