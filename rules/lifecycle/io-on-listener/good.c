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
        send(conn, "hello\n", 6, MSG_NOSIGNAL);
        close(conn);
    }
    close(listener);
    return 0;
}
// doc-end

/* One variable for both: the listening socket is gone by then. */
int one_variable_ok(int s)
{
    if (listen(s, 1) < 0)
        return -1;
    s = accept(s, NULL, NULL);
    if (s < 0)
        return -1;
    send(s, "x", 1, MSG_NOSIGNAL);
    close(s);
    return 0;
}

/* Either the listening socket or a connection: which one is for the caller to know. */
int either_ok(int listener, int wants_connection)
{
    int s = listener;

    if (wants_connection)
        s = accept(listener, NULL, NULL);
    if (s < 0)
        return -1;
    int sent = (int)send(s, "x", 1, MSG_NOSIGNAL);
    if (wants_connection)
        close(s);
    return sent;
}

int escaped_ok(const struct sockaddr_in *addr, void (*change)(int), char *buffer, size_t size)
{
    ssize_t n = -1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) == 0 && listen(s, 16) == 0) {
        change(s);
        n = recv(s, buffer, size, 0);
    }
    close(s);
    return (int)n;
}
