#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
int read_command(int c)
{
    char line[256];
    ssize_t n = recv(c, line, sizeof line - 1, 0);

    if (n <= 0)
        return -1;
    line[n] = '\0';
    return strcmp(line, "quit\n") == 0;
}
// doc-end

/* The room is tested before the store. */
void tested_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n <= 0 || n >= (ssize_t)sizeof text)
        return;
    text[n] = 0;
    puts(text);
}

/* The array has one more. */
void larger_ok(int c)
{
    char text[100 + 1];
    ssize_t n = recv(c, text, 100, 0);

    if (n > 0)
        text[n] = 0;
}

/* The last byte goes. */
void last_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n > 0)
        text[n - 1] = 0;
}

/* How much room there is the caller knows. */
void given_ok(int c, char *text, size_t size)
{
    ssize_t n = recv(c, text, size, 0);

    if (n > 0)
        text[n] = 0;
}

/* Another array. */
void other_ok(int c)
{
    char text[100];
    char copy[200];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n <= 0)
        return;
    memcpy(copy, text, n);
    copy[n] = 0;
    puts(copy);
}

void keep(int c, char *text);

/* Both go elsewhere, and n with them. */
void escaped_ok(int c)
{
    static char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    keep(c, text);
    n--;
    if (n > 0)
        text[n] = 0;
}
