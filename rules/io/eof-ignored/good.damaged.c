// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void damaged_ok(int s)
{
    char text[512];
    ssize_t n;

    while ((n = recv(s, text, sizeof text, 0)) != -1)
        if (is_end((n))
            break;
}
