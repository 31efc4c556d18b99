#include <stddef.h>
#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <sys/select.h>
#include <sys/socket.h>
typedef int descriptor;
#define INVALID_SOCKET (-1)
#endif

/* On Windows the set holds a list: FD_SET() leaves out what does not fit. */
void serve_bad(descriptor listener, int highest, void (*answer)(fd_set *))
{
    fd_set all;

    FD_ZERO(&all);
    FD_SET(listener, &all);
    for (;;) {
        fd_set ready = all;
        if (select(highest, &ready, NULL, NULL, NULL) < 0)
            return;
        if (FD_ISSET(listener, &ready)) {
            descriptor c = accept(listener, NULL, NULL);
            if (c == INVALID_SOCKET)
                continue;
            FD_SET(c, &all); // want-posix "Nothing keeps 'c' below FD_SETSIZE"
        }
        answer(&ready);
    }
}
