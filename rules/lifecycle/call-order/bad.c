#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (listen(s, SOMAXCONN) < 0 || bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) { // want "has its local address already: bind() fails with EINVAL"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int accept_without_listen_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int conn;

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    conn = accept(s, NULL, NULL); // want "'s' is not listening: accept() fails with EINVAL"
    close(s);
    return conn;
}

int send_without_connect_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    send(s, "hello\n", 6, MSG_NOSIGNAL); // want "'s' is not connected: send() fails with EPIPE or ENOTCONN"
    close(s);
    return 0;
}

int connect_twice_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    if (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) { // want "'s' is connected: connect() fails with EISCONN"
        close(s);
        return -1;
    }
    return s;
}

int listen_for_datagrams_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, 5) < 0) { // want "'s' is a socket without connections: listen() fails with EOPNOTSUPP"
        close(s);
        return -1;
    }
    return s;
}

int send_to_nobody_bad(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    send(s, "x", 1, 0); // want "Name the peer in the call"
    close(s);
    return 0;
}

int after_half_close_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    shutdown(s, SHUT_WR);
    send(s, "one more\n", 9, MSG_NOSIGNAL); // want "This direction of 's' was shut down before: send() fails with EPIPE"
    close(s);
    return 0;
}

int name_of_nobody_bad(struct sockaddr *peer, socklen_t *length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int rc;

    if (s < 0)
        return -1;
    rc = getpeername(s, peer, length); // want "'s' is not connected: getpeername() fails with ENOTCONN"
    close(s);
    return rc;
}

/* The message is printed, and the server goes on to accept what can never come. */
int goes_on_bad(const struct sockaddr_in *addr)
{
    int conn;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    if (listen(s, SOMAXCONN) < 0)
        perror("listen");
    conn = accept(s, NULL, NULL); // want "After listen() failed for 's' the path goes on, and accept() fails with EINVAL"
    close(s);
    return conn;
}
