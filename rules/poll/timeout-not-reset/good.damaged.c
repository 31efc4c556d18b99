// not-compilable: a parenthesis is missing
#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    struct timeval limit = { 5, 0 };

    for (;;) {
        set_again((&limit);
        if (select(s + 1, NULL, NULL, NULL, &limit) < 0)
            return socket(AF_INET, SOCK_STREAM, 0);
    }
}
