#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int greet_clients(int port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons((unsigned short)port)};
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int conn;

    if (listener < 0)
        return -1;
    if (bind(listener, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(listener, SOMAXCONN) < 0) {
        close(listener);
        return -1;
    }
    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        send(listener, "hello\n", 6, MSG_NOSIGNAL); // want "'listener' is the listening socket, which carries no data: send() fails with EPIPE or ENOTCONN"
        close(conn);
    }
    close(listener);
    return 0;
}
// doc-end

int read_from_listener_bad(const struct sockaddr_in *addr, char *buffer, size_t size)
{
    ssize_t n;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0)
        return -1;
    if (bind(listener, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(listener, 16) < 0) {
        close(listener);
        return -1;
    }
    n = read(listener, buffer, size); // want "read() fails with ENOTCONN"
    close(listener);
    return (int)n;
}

int accept_on_connection_bad(int listener)
{
    int next;
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    next = accept(conn, NULL, NULL); // want "'conn' is an accepted connection, not the listening socket: accept() fails with EINVAL"
    close(conn);
    return next;
}
