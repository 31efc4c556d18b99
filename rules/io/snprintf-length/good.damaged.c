// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int answered(int c)
{
    char byte;

    return recv(c, &byte, 1, 0) > 0;
}

void damaged_ok(int c, const char *name)
{
    char line[64];
    int n = snprintf(line, sizeof line, "hello %s\r\n", name);

    if (is_long((n))
        return;
    send(c, line, n, 0);
}
