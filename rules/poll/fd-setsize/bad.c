#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int listener, void (*answer)(int))
{
    fd_set all;
    int highest = listener;

    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        fd_set ready = all;
        if (select(highest + 1, &ready, NULL, NULL, NULL) < 0)
            return;
        if (FD_ISSET(listener, &ready)) {
            int c = accept(listener, NULL, NULL);
            if (c < 0)
                continue;
            FD_SET(c, &all); // want "Nothing keeps 'c' below FD_SETSIZE"
            if (c > highest)
                highest = c;
        }
        for (int fd = 0; fd <= highest; fd++)
            if (fd != listener && FD_ISSET(fd, &ready))
                answer(fd);
    }
}
// doc-end

/* To go through all numbers is no test. */
void all_numbers_bad(int listener, void (*answer)(int))
{
    fd_set all;

    FD_ZERO(&all);
    FD_SET(listener, &all);
    while (1) {
        fd_set ready = all;
        if (select(FD_SETSIZE, &ready, NULL, NULL, NULL) < 0)
            return;
        for (int fd = 0; fd < FD_SETSIZE; fd++) {
            if (!FD_ISSET(fd, &ready))
                continue;
            if (fd == listener) {
                int c = accept(listener, NULL, NULL);
                if (c < 0)
                    return;
                FD_SET(c, &all); // want "FD_SET() writes behind the set"
            } else {
                answer(fd);
            }
        }
    }
}
