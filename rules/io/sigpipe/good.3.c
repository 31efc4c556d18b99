#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* A library: what its programs do with signals nobody sees here; the descriptor goes elsewhere. */
void keep(int c);

int answer_ok(int listener)
{
    int c = accept(listener, NULL, NULL);

    if (c < 0)
        return -1;
    keep(c);
    return send(c, "hello\n", 6, 0) < 0 ? -1 : 0;
}
