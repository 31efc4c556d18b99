#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define SEND(fd, text) send(fd, text, strlen(text), 0)

void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c, const char *text)
{
    keep(c);
    SEND(c, text); // want "Nothing looks at what SEND() returns"
}

int answered(int c)
{
    char byte;

    return recv(c, &byte, 1, 0) > 0;
}
