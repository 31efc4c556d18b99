#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define RECEIVE(fd, to) recv(fd, to, 128, 0)

void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c)
{
    char text[100];
    size_t room = 200;

    keep(c);
    if (recv(c, text, room, 0) > 0) // want "recv() may store 200 bytes into 'text', which has 100"
        close(c);
}
