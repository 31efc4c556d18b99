#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void keep(int connection);
void log_traffic(int connection);
void report(const char *what);

// doc-begin
void answer(int listener, const char *text, size_t length)
{
    int conn = accept(listener, NULL, NULL);
    pid_t pid;

    if (conn < 0)
        return;
    pid = fork();
    if (pid < 0)
        report("fork");
    if (pid == 0) {
        log_traffic(conn);
        _exit(0);
    }
    send(conn, text, length, 0);
    shutdown(conn, SHUT_WR);
    close(conn);
}
// doc-end

/* The parent of a concurrent server sends nothing: the child ends the connection. */
void concurrent_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork();
        if (pid < 0)
            report("fork");
        if (pid == 0) {
            close(listener);
            log_traffic(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* What the child sends, the parent did not. */
void child_sends_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            close(listener);
            send(conn, "hello\n", 6, 0);
            log_traffic(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* The child closes its copy at once. */
void closed_by_child_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return;
    if (fork() == 0) {
        close(conn);
        pause();
        _exit(0);
    }
    send(conn, "bye\n", 4, 0);
    close(conn);
}

/* Nobody else has it. */
void alone_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return;
    send(conn, "bye\n", 4, 0);
    close(conn);
}

/* The copy is closed first. */
int copy_closed_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);
    int reader;

    if (conn < 0)
        return -1;
    reader = dup(conn);
    if (reader >= 0)
        close(reader);
    send(conn, "bye\n", 4, 0);
    close(conn);
    return 0;
}

/* Where the copy goes is not known. */
int copy_escapes_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);
    int reader;

    if (conn < 0)
        return -1;
    reader = dup(conn);
    if (reader < 0) {
        close(conn);
        return -1;
    }
    keep(reader);
    send(conn, "bye\n", 4, 0);
    close(conn);
    return 0;
}

/* Datagrams have no end. */
void datagram_ok(const struct sockaddr *to, socklen_t size, const char *text, size_t length)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return;
    if (connect(s, to, size) < 0) {
        close(s);
        return;
    }
    if (fork() == 0) {
        log_traffic(s);
        _exit(0);
    }
    send(s, text, length, 0);
    close(s);
}
