#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
int ask(int c, const char *host)
{
    char request[128];
    int n = snprintf(request, sizeof request, "GET / HTTP/1.1\r\nHost: %s\r\n\r\n", host);

    if (n < 0 || (size_t)n >= sizeof request)
        return -1;
    return send(c, request, n, 0) < 0 ? -1 : 0;
}
// doc-end

/* All that it can print fits. */
void short_ok(int c, int number)
{
    char line[64];
    int n = snprintf(line, sizeof line, "%d bytes\r\n", number);

    send(c, line, n, 0);
}

void known_ok(int c)
{
    char name[16] = "me";
    char line[64];
    int n = snprintf(line, sizeof line, "hello %s\r\n", name);

    send(c, line, n, 0);
}

/* What was printed is measured. */
void measured_ok(int c, const char *name)
{
    char line[64];

    snprintf(line, sizeof line, "hello %s\r\n", name);
    send(c, line, strlen(line), 0);
}

void clamped_ok(int c, const char *name)
{
    char line[64];
    int n = snprintf(line, sizeof line, "hello %s\r\n", name);

    if (n > (int)sizeof line - 1)
        n = sizeof line - 1;
    send(c, line, n, 0);
}

/* Only the length is asked for. */
int needed_ok(int c, const char *name)
{
    int n = snprintf(NULL, 0, "hello %s\r\n", name);

    return send(c, &n, sizeof n, 0) < 0 ? -1 : n;
}

/* How much room there is the caller knows. */
void given_ok(int c, char *line, size_t room, const char *name)
{
    int n = snprintf(line, room, "hello %s\r\n", name);

    send(c, line, n, 0);
}

void check(int *n);

/* The number goes elsewhere. */
void escaped_ok(int c, const char *name)
{
    char line[64];
    int n = snprintf(line, sizeof line, "hello %s\r\n", name);

    check(&n);
    send(c, line, n, 0);
}

int answered(int c)
{
    char byte;

    return recv(c, &byte, 1, 0) > 0;
}

/* It fits whatever the number is. */
void number_ok(int s, size_t size)
{
    char text[24];
    int n = snprintf(text, sizeof text, "=%zu\r\n", size);

    send(s, text, n, 0);
}

#include <assert.h>

/* A test by a macro. */
void asserted_ok(int s, const char *name)
{
    char text[16];
    int n = snprintf(text, sizeof text, "%s", name);

    assert(n > 0 && n < (int)sizeof text);
    send(s, text, n, 0);
}
