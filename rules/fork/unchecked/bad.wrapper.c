#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void serve(int connection);

static int next_connection(int listener)
{
    int fd;

    do {
        fd = accept(listener, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

void wrapper_bad(int listener)
{
    for (;;) {
        int conn = next_connection(listener);

        if (conn < 0)
            return;
        if (fork() == 0) { // want "Nothing tests whether fork() failed"
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}
