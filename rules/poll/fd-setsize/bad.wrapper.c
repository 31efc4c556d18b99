#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>

#define WATCH(fd, set) FD_SET(fd, set)

/* The descriptor goes elsewhere too. */
void keep(int s);

void through_macro_bad(int listener, void (*answer)(const fd_set *))
{
    fd_set all;

    FD_ZERO(&all);
    WATCH(listener, &all);
    for (;;) {
        fd_set ready = all;
        if (select(FD_SETSIZE, &ready, NULL, NULL, NULL) < 0)
            return;
        if (FD_ISSET(listener, &ready)) {
            int c = accept(listener, NULL, NULL);
            if (c < 0)
                continue;
            WATCH(c, &all); // want "Nothing keeps 'c' below FD_SETSIZE"
            keep(c);
        }
        answer(&ready);
    }
}
