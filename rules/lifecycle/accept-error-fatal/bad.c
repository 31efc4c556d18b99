#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int listener, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL); // want "Any error of accept() ends the server here"
        if (c < 0) {
            perror("accept");
            exit(1);
        }
        answer(c);
        close(c);
    }
}
// doc-end

int returns_bad(int listener, void (*answer)(int))
{
    int c;

    while (1) {
        if ((c = accept(listener, NULL, NULL)) == -1) { // want "such as ECONNABORTED when a client gives up early"
            perror("accept");
            return -1;
        }
        answer(c);
        close(c);
    }
}

void breaks_bad(int listener, void (*answer)(int))
{
    while (1) {
        int c = accept(listener, NULL, NULL); // want "go on after these"
        if (c < 0)
            break;
        answer(c);
        close(c);
    }
}

/* It prints the reason, and ends all the same. */
void prints_bad(int listener, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL); // want "go on after these"
        if (c < 0) {
            fprintf(stderr, "accept: error %d\n", errno);
            exit(1);
        }
        answer(c);
        close(c);
    }
}
