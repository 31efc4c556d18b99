#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

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
    close(conn); // want "Closing 'conn' here does not end the connection: the child has a copy"
}
// doc-end

int checked_bad(const struct sockaddr *address, socklen_t size, const char *text, size_t length)
{
    int conn = socket(AF_INET, SOCK_STREAM, 0);

    if (conn < 0)
        return -1;
    if (connect(conn, address, size) < 0) {
        close(conn);
        return -1;
    }
    if (fork() == 0) {
        log_traffic(conn);
        _exit(0);
    }
    if (write(conn, text, length) < 0)
        report("write");
    close(conn); // want "Closing 'conn' here does not end the connection: the child has a copy"
    return 0;
}

int duplicate_bad(int listener)
{
    int conn = accept(listener, NULL, NULL);
    int reader;
    char byte;

    if (conn < 0)
        return -1;
    reader = dup(conn);
    if (reader < 0) {
        close(conn);
        return -1;
    }
    send(conn, "bye\n", 4, 0);
    close(conn); // want "Closing 'conn' here does not end the connection: 'reader' is a copy"
    while (recv(reader, &byte, 1, 0) > 0)
        ;
    close(reader);
    return 0;
}
