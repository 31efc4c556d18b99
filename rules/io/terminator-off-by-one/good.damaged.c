// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void damaged_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if ((n < (ssize_t)sizeof text)
        text[n] = 0;
}
