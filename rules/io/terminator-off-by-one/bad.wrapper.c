#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdlib.h>

static ssize_t receive(int c, char *to, size_t size)
{
    return recv(c, to, size, 0);
}

/* The descriptor goes elsewhere, the memory is of an allocator. */
void keep(int c);

void allocated_bad(int c)
{
    char *text = malloc(100);
    ssize_t n;

    if (text == NULL)
        return;
    keep(c);
    n = recv(c, text, 100, 0);
    if (n > 0)
        text[n] = 0; // want "When recv() fills all 100 bytes"
    free(text);
}

/* What a helper returns is not known to be the room that it was given. */
void helper_ok(int c)
{
    char text[100];
    ssize_t n = receive(c, text, sizeof text);

    if (n > 0 && (size_t)n < sizeof text)
        text[n] = 0;
}
