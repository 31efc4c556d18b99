// not-compilable: a parenthesis is missing
#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

void damaged_ok(int listener)
{
    fd_set all;

    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        int c = accept(listener, NULL, NULL);
        if (fits((c)
            FD_SET(c, &all);
    }
}
