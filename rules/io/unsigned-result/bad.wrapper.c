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
    size_t n = RECEIVE(c, text);

    keep(c);
    if (n <= 0) // want "'n' has the unsigned type size_t"
        return;
    fwrite(text, 1, n, stdout);
}
