#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int wait_for_data(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(s, &readable, NULL, NULL, NULL); // want "below its first argument: 's' itself is in the set"
}
// doc-end

int zero_bad(int s)
{
    fd_set readable;
    struct timeval limit = { 5, 0 };

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(0, &readable, NULL, NULL, &limit); // want "with 0 it looks at none and just waits"
}

int many_bad(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(FD_SETSIZE + 1, &readable, NULL, NULL, NULL); // want "an fd_set has bits for FD_SETSIZE of them (1024 on most systems)"
}

/* The greatest descriptor was chosen before the connection was there. */
int forgotten_bad(int listener)
{
    fd_set readable;
    int highest = listener;
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return -1;
    FD_ZERO(&readable);
    FD_SET(listener, &readable);
    FD_SET(c, &readable);
    if (select(highest + 1, &readable, NULL, NULL, NULL) < 0) { // want "'c' is in the set too"
        close(c);
        return -1;
    }
    return c;
}

int greatest_without_one_bad(int a, int b)
{
    fd_set readable;
    int highest = a;

    if (b > highest)
        highest = b;
    FD_ZERO(&readable);
    FD_SET(a, &readable);
    FD_SET(b, &readable);
    return select(highest, &readable, NULL, NULL, NULL); // want "'highest' itself is in the set"
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(void)
{
    fd_set writable;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    FD_ZERO(&writable);
    FD_SET(s, &writable);
    return pselect(s, NULL, &writable, NULL, NULL, NULL); // want "pselect() looks only at descriptors"
}

int standard_bad(void)
{
    fd_set readable;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    FD_ZERO(&readable);
    FD_SET(STDIN_FILENO, &readable);
    FD_SET(s, &readable);
    return select(STDIN_FILENO + 1, &readable, NULL, NULL, NULL); // want "0 to 2 are the standard streams"
}

int elements_bad(const int *clients, int count, int listener)
{
    fd_set readable;
    int highest = listener;

    FD_ZERO(&readable);
    FD_SET(listener, &readable);
    for (int i = 0; i < count; i++) {
        FD_SET(clients[i], &readable);
        if (clients[i] > highest)
            highest = clients[i];
    }
    return select(highest, &readable, NULL, NULL, NULL); // want "'highest' itself is in the set"
}
