#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int listener, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL);
        if (c < 0) {
            if (errno == EINTR || errno == ECONNABORTED)
                continue;
            perror("accept");
            exit(1);
        }
        answer(c);
        close(c);
    }
}
// doc-end

void goes_on_ok(int listener, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL);
        if (c < 0) {
            perror("accept");
            continue;
        }
        answer(c);
        close(c);
    }
}

/* One connection, and the program is done. */
int once_ok(int listener)
{
    int c = accept(listener, NULL, NULL);

    if (c < 0) {
        perror("accept");
        exit(1);
    }
    return c;
}

void in_condition_ok(int listener, volatile int *stop, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL);
        if (c < 0 && errno != EINTR)
            break;
        if (*stop) {
            if (c >= 0)
                close(c);
            break;
        }
        if (c >= 0) {
            answer(c);
            close(c);
        }
    }
}

static int is_fatal(int error)
{
    return error == EBADF || error == EINVAL;
}

void told_apart_ok(int listener, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL);
        if (c < 0) {
            if (!is_fatal(errno))
                continue;
            exit(1);
        }
        answer(c);
        close(c);
    }
}
