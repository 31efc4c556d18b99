#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

#define WAIT_READ(n, set, time) select(n, set, NULL, NULL, time)

void through_macro_bad(int s, void (*answer)(int))
{
    struct timeval limit = { 5, 0 };

    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (WAIT_READ(s + 1, &readable, &limit) > 0) // want "on Linux select() counts it down"
            answer(s);
    }
}

/* The function gets a copy of the time. */
static int wait_for(int s, struct timeval limit)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(s + 1, &readable, NULL, NULL, &limit);
}

void through_function_ok(int s, void (*answer)(int))
{
    struct timeval limit = { 5, 0 };

    for (;;) {
        if (wait_for(s, limit) > 0)
            answer(s);
    }
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
