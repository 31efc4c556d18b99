#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

#define LOG(text) fprintf(stderr, text)

void keep(int c);

/* By another name; the descriptor goes elsewhere. */
void macro_bad(int c)
{
    char line[256] = {0};

    keep(c);
    if (recv(c, line, sizeof line - 1, 0) > 0)
        LOG(line); // want "and fprintf() takes it for a format"
}
