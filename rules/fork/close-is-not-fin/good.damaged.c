// not-compilable: the function is damaged on purpose; the shutdown may be in what was not understood.
#include <sys/socket.h>
#include <unistd.h>

void log_traffic(int connection);

void damaged_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (fork() == 0) {
        log_traffic(conn);
        _exit(0);
    }
    if (shutdown(conn, SHUT_WR < 0)
        return;
    send(conn, "bye\n", 4, 0);
    close(conn);
}
