#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define RECEIVE(fd, to) recv(fd, to, sizeof(to), 0)

void handle(const char *data, ssize_t length);
void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c)
{
    char text[512];
    ssize_t n;

    keep(c);
    do {
        n = RECEIVE(c, text); // want "recv() returns 0 when the peer has closed"
        handle(text, n);
    } while (n >= 0);
}
