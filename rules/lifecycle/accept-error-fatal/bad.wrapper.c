#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#define ACCEPT(s) accept(s, NULL, NULL)

void die(const char *text);

void through_macro_bad(int listener, void (*answer)(int))
{
    for (;;) {
        int c = ACCEPT(listener); // want "Any error of ACCEPT()"
        if (c < 0)
            die("accept");
        answer(c);
        close(c);
    }
}

static int next_connection(int listener)
{
    int c;

    do
        c = accept(listener, NULL, NULL);
    while (c < 0 && errno == EINTR);
    return c;
}

void through_function_ok(int listener, void (*answer)(int))
{
    for (;;) {
        int c = next_connection(listener);
        if (c < 0)
            return;
        answer(c);
        close(c);
    }
}
