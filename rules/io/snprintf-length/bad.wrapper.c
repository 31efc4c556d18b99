#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>


void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c, const char *name)
{
    char text[64];
    int n = snprintf(text, 64, "hello %s", name);

    keep(c);
    send(c, text, n, MSG_DONTWAIT); // want "more than the 64 bytes of the buffer: send() then reads 'n' bytes"
}

int answered(int c)
{
    char byte;

    return recv(c, &byte, 1, 0) > 0;
}
