// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int damaged_ok(int c)
{
    char text[100];
    size_t n = recv(c, text, sizeof text, 0);

    if (is_bad((n))
        return -1;
    return n > 0;
}
