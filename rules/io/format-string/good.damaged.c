// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void damaged_ok(int c)
{
    char line[256] = {0};

    if (recv(c, line, sizeof line - 1, 0) > 0)
        escape((line;
    printf("%s", line);
}
