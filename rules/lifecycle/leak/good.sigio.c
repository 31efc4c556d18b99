#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

/* The signal brings the descriptor along, in si_fd. */
int signalled_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (fcntl(conn, F_SETSIG, SIGRTMIN) < 0 || fcntl(conn, F_SETOWN, getpid()) < 0) {
        close(conn);
        return -1;
    }
    return 0;
}
