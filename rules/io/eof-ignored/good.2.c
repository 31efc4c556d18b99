#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int handled(const char *data, ssize_t length);

/* Whether it is the end is for a function to tell. */
void asked_ok(int s)
{
    char text[512];
    ssize_t n;

    while ((n = recv(s, text, sizeof text, 0)) >= 0)
        if (handled(text, n))
            break;
}

/* A flag ends the loop. */
void flagged_ok(int s)
{
    char text[512];
    int running = 1;

    while (running) {
        ssize_t n = recv(s, text, sizeof text, 0);

        if (n < 0)
            return;
        if (n == 0)
            running = 0;
    }
}

void look(int s, const char *text);

/* The descriptor goes elsewhere, where it may be closed. */
void escaped_ok(int s)
{
    char text[512];

    while (recv(s, text, sizeof text, 0) != -1)
        look(s, text);
}

/* All at once, or one round. */
int once_ok(int s)
{
    char text[512];

    do {
        if (recv(s, text, sizeof text, 0) < 0)
            return -1;
    } while (0);
    return text[0];
}

void switched_ok(int s)
{
    char text[512];

    for (;;) {
        ssize_t n = recv(s, text, sizeof text, 0);

        switch (n) {
        case -1:
        case 0:
            return;
        default:
            text[0] = 0;
        }
    }
}

/* The next round leaves for what this one has set. */
void left_later_ok(int s)
{
    char text[512];
    int is_over = 0;

    while (1) {
        ssize_t n;

        if (is_over)
            break;
        n = recv(s, text, sizeof text, 0);
        if (n <= 0)
            is_over = 1;
    }
}

/* Nobody looks at all. */
void unasked_ok(int s)
{
    char text[512];
    ssize_t n;

    for (;;) {
        n = recv(s, text, sizeof text, 0);
        puts(text);
    }
}
