// not-compilable: a parenthesis is missing
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

int damaged_ok(void)
{
    int number = 0;
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t n = recv(s, &number, sizeof number, 0);

    if (is_whole((n))
        return number;
    return -1;
}
