#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int a, int b, int highest, void (*answer)(int))
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(a, &readable);
    FD_SET(b, &readable);
    for (;;) {
        if (select(highest + 1, &readable, NULL, NULL, NULL) < 0) // want "select() left in 'readable' only what was ready"
            return;
        if (FD_ISSET(a, &readable))
            answer(a);
        if (FD_ISSET(b, &readable))
            answer(b);
    }
}
// doc-end

/* After the first pause without data the set is empty. */
int patient_bad(int s)
{
    fd_set readable;
    int n = 0;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    while (n == 0) {
        struct timeval second = { 1, 0 };
        n = select(s + 1, &readable, NULL, NULL, &second); // want "nothing has filled it again"
    }
    return n;
}

/* New connections are added, but the listening socket drops out when only they are ready. */
void growing_bad(int listener, void (*answer)(const fd_set *))
{
    fd_set readable;
    int highest = listener;

    FD_ZERO(&readable);
    FD_SET(listener, &readable);
    for (;;) {
        if (select(highest + 1, &readable, NULL, NULL, NULL) < 0) // want "but 'listener' is put into it before the loop alone"
            return;
        if (FD_ISSET(listener, &readable)) {
            int c = accept(listener, NULL, NULL);
            if (c < 0)
                return;
            FD_SET(c, &readable);
            if (c > highest)
                highest = c;
        }
    }
}

int twice_bad(int s)
{
    fd_set readable;
    struct timeval second = { 1, 0 };
    struct timeval minute = { 60, 0 };

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    if (select(s + 1, &readable, NULL, NULL, &second) == 0)
        return select(s + 1, &readable, NULL, NULL, &minute); // want "nothing has filled it again"
    return 1;
}

int never_bad(int s)
{
    fd_set readable;

    FD_SET(s, &readable);
    return select(s + 1, &readable, NULL, NULL, NULL); // want "Nothing has emptied 'readable' with FD_ZERO()"
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(void)
{
    fd_set readable;
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    char text[512];

    if (s < 0)
        return -1;
    keep(s);
    FD_ZERO(&readable);
    FD_SET(STDIN_FILENO, &readable);
    FD_SET(s, &readable);
    while (select(s + 1, &readable, NULL, NULL, NULL) >= 0) { // want "nothing has filled it again"
        if (FD_ISSET(s, &readable) && recv(s, text, sizeof text, 0) < 0)
            break;
    }
    return s;
}
