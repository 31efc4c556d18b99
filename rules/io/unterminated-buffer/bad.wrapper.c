#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define RECEIVE(fd, to) recv(fd, to, sizeof to, 0)

void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c)
{
    char text[100];

    if (RECEIVE(c, text) <= 0)
        return;
    keep(c);
    puts(text); // want "puts() reads 'text' as text, but recv() puts no terminator"
}
