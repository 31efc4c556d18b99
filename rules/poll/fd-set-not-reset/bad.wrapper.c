#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

#define WAIT_READ(n, set) select(n, set, NULL, NULL, NULL)

int through_macro_bad(int s, int other)
{
    fd_set readable;
    int rounds = 0;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    FD_SET(other, &readable);
    while (rounds++ < 10) {
        if (WAIT_READ((s > other ? s : other) + 1, &readable) < 0) // want "select() left in 'readable' only what was ready"
            return -1;
    }
    return 0;
}

/* The helper gets a copy. */
static int wait_on(int highest, fd_set readable)
{
    return select(highest + 1, &readable, NULL, NULL, NULL);
}

int through_function_ok(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    while (wait_on(s, readable) > 0)
        ;
    return 0;
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
