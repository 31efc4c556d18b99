#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#include <stdlib.h>

#define RECEIVE_ALL(fd, data, size) recv(fd, data, size, MSG_WAITALL)

void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c)
{
    char *text = malloc(100);

    if (text == NULL)
        return;
    keep(c);
    snprintf(text, sizeof(text), "%d", c); // want "'text' is a pointer"
    RECEIVE_ALL(c, text, sizeof(text)); // want "'text' is a pointer"
    free(text);
}
