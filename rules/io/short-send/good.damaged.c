// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void damaged_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (is_good((s))
    send(s, "x", 1, 0);
    keep(s);
}
