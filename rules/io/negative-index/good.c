#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <assert.h>
#include <stdlib.h>

// doc-begin
void answer(int c)
{
    char request[512];
    ssize_t n = recv(c, request, sizeof request - 1, 0);

    if (n < 0)
        return;
    request[n] = '\0';
    puts(request);
}
// doc-end

void loop_ok(int c)
{
    char text[100];
    ssize_t n;

    while ((n = recv(c, text, sizeof text - 1, 0)) > 0) {
        text[n] = 0;
        write(STDOUT_FILENO, text, n);
    }
}

void in_condition_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    text[n > 0 ? n : 0] = 0;
    if (n >= 0)
        text[n] = 0;
}

void asserted_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    assert(n >= 0);
    text[n] = 0;
}

/* A function that nobody sees may end the program. */
void die(const char *why);

void ended_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    if (n < 0)
        die("recv");
    text[n] = 0;
}

/* A flag remembers what the test found. */
void remembered_ok(int c)
{
    char text[100];
    int ok = 1;
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    if (n < 0)
        ok = 0;
    if (ok)
        text[n] = 0;
}

/* A function is asked. */
int is_good(ssize_t n);

void asked_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    if (!is_good(n))
        return;
    text[n] = 0;
}

void mended_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    if (n < 0)
        n = 0;
    text[n] = 0;
}

void keep(int c, ssize_t *n);

/* The number goes elsewhere. */
void escaped_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text - 1, 0);

    keep(c, &n);
    text[n] = 0;
}
