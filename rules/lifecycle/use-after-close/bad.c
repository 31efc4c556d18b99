#include <netinet/in.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int say_goodbye(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    close(conn);
    return send(conn, "bye\n", 4, MSG_NOSIGNAL) < 0 ? -1 : 0; // want "'conn' is already closed when send() uses it"
}
// doc-end

/* The break leaves only the inner loop. */
void echo_bad(int listener)
{
    char buffer[512];

    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        for (;;) {
            ssize_t n = recv(conn, buffer, sizeof buffer, 0);
            if (n <= 0) {
                close(conn);
                break;
            }
            send(conn, buffer, (size_t)n, MSG_NOSIGNAL);
        }
        shutdown(conn, SHUT_RDWR); // want "when shutdown() uses it"
    }
}

/* After a failed connect the socket is closed, and the loop uses it again. */
int connect_any_bad(const struct sockaddr_in *addrs, int count)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    for (int i = 0; i < count; i++) {
        if (connect(s, (const struct sockaddr *)&addrs[i], sizeof addrs[i]) == 0) // want "when connect() uses it"
            return s;
        close(s);
    }
    return -1;
}

static void finish(int fd)
{
    shutdown(fd, SHUT_WR);
    close(fd);
}

int closed_by_a_helper_bad(int listener, char *buffer, size_t size)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    finish(conn);
    return recv(conn, buffer, size, 0) < 0 ? -1 : 0; // want "when recv() uses it"
}

int watched_bad(int listener, fd_set *readable)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    close(conn);
    FD_SET(conn, readable); // want "when FD_SET() uses it"
    return select(FD_SETSIZE, readable, NULL, NULL, NULL);
}

/* A child that comes round again accepts with the descriptor that it has closed. */
void child_comes_round_bad(int listener, int (*split)(void))
{
    for (;;) {
        int conn = accept(listener, NULL, NULL); // want "'listener' is already closed when accept() uses it"

        if (conn < 0)
            continue;
        if (split() == 0)
            close(listener);
        close(conn);
    }
}
