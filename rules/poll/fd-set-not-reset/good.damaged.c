// not-compilable: a parenthesis is missing
#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    fd_set readable;

    FD_ZERO((&readable);
    for (;;) {
        FD_SET(s, &readable;
        if (select(s + 1, &readable, NULL, NULL, NULL) < 0)
            return socket(AF_INET, SOCK_STREAM, 0);
    }
}
