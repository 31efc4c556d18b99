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

/* A block that is left by break is no loop, and waits for one connection. */
int pair_ok(int listener, int pair[2])
{
    do {
        pair[1] = accept(listener, NULL, NULL);
        if (pair[1] == -1)
            break;
        close(listener);
        return 0;
    } while (0);
    close(listener);
    close(pair[0]);
    return -1;
}

/* The round ends, not the server. */
void next_events_ok(int listener, const int *ready, int (*wait_for)(void), void (*answer)(int))
{
    for (;;) {
        int count = wait_for();

        for (int i = 0; i < count; i++) {
            if (ready[i] == listener) {
                int c = accept(listener, NULL, NULL);
                if (c == -1) {
                    perror("accept");
                    break;
                }
                close(c);
            } else
                answer(ready[i]);
        }
    }
}

/* Another function knows the errors that pass. */
int asked_ok(const int *listeners, int count, int (*last_error)(void), int (*would_block)(int))
{
    for (int i = 0; i < count; i++) {
        int c = accept(listeners[i], NULL, NULL);
        if (c < 0) {
            int error = last_error();
            if (would_block(error))
                continue;
            return -1;
        }
        close(c);
    }
    return 0;
}

/* Nor is a loop that never comes round. */
int pair_in_loop_ok(int listener, int pair[2])
{
    for (;;) {
        pair[1] = accept(listener, NULL, NULL);
        if (pair[1] == -1)
            break;
        close(listener);
        return 0;
    }
    close(listener);
    close(pair[0]);
    return -1;
}
