#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void echo(int connection);

static int next_connection(int listener)
{
    int fd;

    do {
        fd = accept(listener, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

/* Serves the client and never comes back: it knows nothing of the listening socket. */
static void serve_and_exit(int connection)
{
    echo(connection);
    close(connection);
    exit(0);
}

void wrapper_bad(int listener)
{
    for (;;) {
        int conn = next_connection(listener);

        if (conn < 0)
            return;
        if (fork() == 0) // want "The child never closes 'listener'"
            serve_and_exit(conn);
        close(conn);
    }
}

static pid_t checked_fork(void)
{
    pid_t pid = fork();

    if (pid < 0)
        exit(1);
    return pid;
}

void forks_in_helper_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (checked_fork() == 0) { // want "The child never closes 'listener'"
            echo(conn);
            exit(0);
        }
        close(conn);
    }
}
