#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int a, int b, int highest, void (*answer)(int))
{
    fd_set all;

    FD_ZERO(&all);
    FD_SET(a, &all);
    FD_SET(b, &all);
    for (;;) {
        fd_set readable = all;
        if (select(highest + 1, &readable, NULL, NULL, NULL) < 0)
            return;
        if (FD_ISSET(a, &readable))
            answer(a);
        if (FD_ISSET(b, &readable))
            answer(b);
    }
}
// doc-end

void refilled_ok(int s, void (*answer)(int))
{
    fd_set readable;

    FD_ZERO(&readable);
    for (;;) {
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, NULL) < 0)
            return;
        answer(s);
    }
}

/* A call that fails leaves the set as it was. */
int again_ok(int s)
{
    fd_set readable;
    int n;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    do {
        n = select(s + 1, &readable, NULL, NULL, NULL);
    } while (n < 0 && errno == EINTR);
    return n;
}

int interrupted_ok(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    for (;;) {
        int n = select(s + 1, &readable, NULL, NULL, NULL);
        if (n < 0 && errno == EINTR)
            continue;
        return n;
    }
}

/* Only success brings it back, and then the only descriptor is still in the set. */
void single_ok(int s, void (*answer)(int))
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    for (;;) {
        struct timeval limit = { 5, 0 };
        int n = select(s + 1, &readable, NULL, NULL, &limit);
        if (n <= 0 && (n == 0 || errno != EINTR))
            return;
        answer(s);
    }
}

int asked_first_ok(int s, int (*error)(void))
{
    fd_set readable;
    int n;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    do {
        n = select(s + 1, &readable, NULL, NULL, NULL);
    } while ((n == -1) && (error() == EINTR));
    return n;
}

void copied_by_bytes_ok(int s, void (*answer)(int))
{
    fd_set all, readable;

    FD_ZERO(&all);
    FD_SET(s, &all);
    for (;;) {
        memcpy(&readable, &all, sizeof readable);
        if (select(s + 1, &readable, NULL, NULL, NULL) < 0)
            return;
        answer(s);
    }
}

/* There was never anything in the third set. */
void nothing_in_it_ok(int s, void (*answer)(int))
{
    fd_set readable, none;

    FD_ZERO(&none);
    for (;;) {
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, &none, NULL) < 0)
            return;
        answer(s);
    }
}

void many_ok(const int *descriptors, int count, int highest, void (*answer)(int))
{
    fd_set readable;

    FD_ZERO(&readable);
    for (;;) {
        for (int i = 0; i < count; i++)
            FD_SET(descriptors[i], &readable);
        if (select(highest + 1, &readable, NULL, NULL, NULL) < 0)
            return;
        for (int i = 0; i < count; i++)
            if (FD_ISSET(descriptors[i], &readable))
                answer(descriptors[i]);
    }
}

/* Somebody else fills it. */
void fill(fd_set *set);

int filled_elsewhere_ok(int s)
{
    fd_set readable;

    for (;;) {
        fill(&readable);
        if (select(s + 1, &readable, NULL, NULL, NULL) < 0)
            return -1;
    }
}

int cleared_ok(int s)
{
    fd_set readable;

    memset(&readable, 0, sizeof readable);
    FD_SET(s, &readable);
    return select(s + 1, &readable, NULL, NULL, NULL);
}

static fd_set shared;

int static_ok(int s)
{
    FD_SET(s, &shared);
    return select(s + 1, &shared, NULL, NULL, NULL);
}

/* Without a timeout the only one is in the set whenever the call comes back. */
int waits_ok(int s, char *to, int wanted)
{
    fd_set set;
    int got = 0;

    FD_ZERO(&set);
    FD_SET(s, &set);
    while (got < wanted) {
        int n = select(s + 1, &set, NULL, NULL, NULL);

        if (n == 0)
            continue;
        if (n < 0)
            return -1;
        n = recv(s, to + got, wanted - got, 0);
        if (n <= 0)
            return -1;
        got += n;
    }
    return got;
}

int get(void);

int single_of_another_ok(int limit)
{
    fd_set set;
    int rounds = 0;
    int fd = get();

    FD_ZERO(&set);
    FD_SET(fd, &set);
    while (rounds < limit) {
        int n = select(fd + 1, &set, NULL, NULL, NULL);

        if (n == 0)
            continue;
        if (n < 0)
            return -1;
        rounds++;
    }
    return rounds;
}
