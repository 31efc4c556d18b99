#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

// doc-begin
void serve(int s, void (*answer)(int), void (*housekeeping)(void))
{
    struct timeval limit = { 5, 0 };

    for (;;) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        int n = select(s + 1, &readable, NULL, NULL, &limit); // want "after the first timeout it is 0"
        if (n < 0)
            return;
        if (n == 0)
            housekeeping();
        else
            answer(s);
    }
}
// doc-end

void assigned_bad(int s, void (*answer)(int))
{
    struct timeval limit;
    fd_set readable;

    limit.tv_sec = 0;
    limit.tv_usec = 200000;
    while (1) {
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, &limit) > 0) // want "the loop takes the whole processor"
            answer(s);
    }
}

/* The loop ends with the first timeout, but that comes sooner from round to round. */
int until_silence_bad(int s, void (*answer)(int))
{
    struct timeval limit = { .tv_sec = 30 };
    fd_set readable;

    for (;;) {
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        int n = select(s + 1, &readable, NULL, NULL, &limit); // want "each round waits only for what the rounds before have left of it"
        if (n <= 0)
            return n;
        answer(s);
    }
}

void in_condition_bad(int s, void (*answer)(int))
{
    struct timeval limit = { 1, 0 };
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    while (select(s + 1, &readable, NULL, NULL, &limit) > 0) // want "unless it is meant as a limit for all rounds"
        answer(s);
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(void)
{
    struct timeval limit = { 1, 0 };
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    int rounds;

    if (s < 0)
        return -1;
    keep(s);
    for (rounds = 0; rounds < 60; rounds++) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select(s + 1, &readable, NULL, NULL, &limit)) // want "set before the loop only"
            break;
    }
    return s;
}
