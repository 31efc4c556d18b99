// not-compilable: a parenthesis is missing
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void damaged_ok(int listener, void (*answer)(int))
{
    for (;;) {
        int c = accept(listener, NULL, NULL);
        if (c < 0) {
            if (may_go_on((errno))
                continue;
            exit(1);
        }
        answer(c;
        close(c);
    }
}
