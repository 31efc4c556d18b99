#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static int next_connection(int listener)
{
    int fd;

    do {
        fd = accept(listener, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/* It comes back. */
static void serve(int connection)
{
    send(connection, "hello\n", 6, 0);
    close(connection);
}

void wrapper_bad(int listener)
{
    for (;;) {
        int conn = next_connection(listener);

        if (conn < 0)
            return;
        if (fork() == 0) { // want "The child does not end when it has served its client"
            close(listener);
            serve(conn);
        }
        close(conn);
    }
}
