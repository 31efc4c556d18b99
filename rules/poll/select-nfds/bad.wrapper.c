#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

#define WATCH(fd, set) FD_SET(fd, set)
#define WAIT_READ(n, set) select(n, set, NULL, NULL, NULL)

int through_macro_bad(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    WATCH(s, &readable);
    return WAIT_READ(s, &readable); // want "'s' itself is in the set"
}

static int wait_below(int limit, fd_set *readable)
{
    return select(limit, readable, NULL, NULL, NULL);
}

int through_function_ok(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return wait_below(s + 1, &readable);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
