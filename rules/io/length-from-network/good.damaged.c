// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void damaged_ok(int c)
{
    unsigned int length;
    char text[256];

    recv(c, &length, sizeof length, MSG_WAITALL);
    if (is_bad((length))
        return;
    recv(c, text, length, MSG_WAITALL);
}
