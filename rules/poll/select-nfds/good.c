#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int wait_for_data(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(s + 1, &readable, NULL, NULL, NULL);
}
// doc-end

/* A pause. */
int pause_ok(void)
{
    struct timeval pause = { 0, 200000 };

    return select(0, NULL, NULL, NULL, &pause);
}

int all_ok(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(FD_SETSIZE, &readable, NULL, NULL, NULL);
}

int counted_ok(int s)
{
    fd_set readable;
    int count = s;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    count++;
    return select(count, &readable, NULL, NULL, NULL);
}

/* An empty set is a pause too. */
int empty_ok(void)
{
    fd_set none;
    struct timeval pause = { 1, 0 };

    FD_ZERO(&none);
    return select(0, &none, NULL, NULL, &pause);
}

int greatest_ok(int listener)
{
    fd_set readable;
    int highest = listener;
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return -1;
    if (c > highest)
        highest = c;
    FD_ZERO(&readable);
    FD_SET(listener, &readable);
    FD_SET(c, &readable);
    if (select(highest + 1, &readable, NULL, NULL, NULL) < 0) {
        close(c);
        return -1;
    }
    return c;
}

int last_ok(void)
{
    fd_set readable;
    int a = socket(AF_INET, SOCK_DGRAM, 0);
    int b = socket(AF_INET, SOCK_DGRAM, 0);
    int ready = -1;

    if (a >= 0 && b >= 0) {
        FD_ZERO(&readable);
        FD_SET(a, &readable);
        FD_SET(b, &readable);
        ready = select(b + 1, &readable, NULL, NULL, NULL);
    }
    if (a >= 0)
        close(a);
    if (b >= 0)
        close(b);
    return ready;
}

/* Which descriptors are in the set is not known. */
void fill(fd_set *set);

int filled_elsewhere_ok(int s)
{
    fd_set readable;

    fill(&readable);
    return select(s, &readable, NULL, NULL, NULL);
}

/* The standard input alone. */
int input_ok(void)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(0, &readable);
    return select(1, &readable, NULL, NULL, NULL);
}
