#include <sys/socket.h>
#include <unistd.h>

void log_traffic(int connection);

static int next_connection(int listener)
{
    return accept(listener, NULL, NULL);
}

void wrapper_bad(int listener)
{
    int conn = next_connection(listener);

    if (conn < 0)
        return;
    switch (fork()) {
    case -1:
        close(conn);
        return;
    default:
        break;
    }
    if (fork() == 0) {
        close(listener);
        log_traffic(conn);
        _exit(0);
    }
    send(conn, "bye\n", 4, 0);
    close(conn); // want "Closing 'conn' here does not end the connection: the child has a copy"
}
