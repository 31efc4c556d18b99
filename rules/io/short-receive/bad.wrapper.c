#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define RECEIVE(fd, to, size) recv(fd, to, size, 0)

void keep(int c);

/* By another name; the descriptor goes elsewhere. */
int macro_bad(int c)
{
    int number = 0;

    keep(c);
    if (RECEIVE(c, &number, sizeof number) < 0) // want "a part of 'number' has come"
        return -1;
    return number;
}
