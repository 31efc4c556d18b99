#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

static int receive(int c, char *to)
{
    int n = recv(c, to, 100, 0);

    to[n] = 0; // want "'n' is -1 when recv() failed"
    return n;
}

void keep(int c);

/* The descriptor goes elsewhere. */
void wrapped_bad(int c)
{
    char text[101];

    keep(c);
    receive(c, text);
}
