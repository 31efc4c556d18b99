#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int open_listener(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* RPC servers let the system choose the port and register it. */
int listen_on_any_port_ok(struct sockaddr_in *chosen)
{
    socklen_t length = sizeof *chosen;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (listen(s, SOMAXCONN) < 0 || getsockname(s, (struct sockaddr *)chosen, &length) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A datagram socket may change its peer. */
int change_peer_ok(const struct sockaddr_in *one, const struct sockaddr_in *other)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)one, sizeof *one) < 0 ||
        connect(s, (const struct sockaddr *)other, sizeof *other) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int send_to_ok(const struct sockaddr_in *peer)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    sendto(s, "x", 1, 0, (const struct sockaddr *)peer, sizeof *peer);
    close(s);
    return 0;
}

int half_close_ok(const struct sockaddr_in *addr, char *buffer, size_t size)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t n;

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    shutdown(s, SHUT_WR);
    n = recv(s, buffer, size, 0);
    close(s);
    return (int)n;
}

/* Whoever is given the descriptor may have bound or connected it. */
int escaped_ok(const struct sockaddr_in *addr, void (*prepare)(int))
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    prepare(s);
    if (accept(s, NULL, NULL) < 0 && send(s, "x", 1, MSG_NOSIGNAL) < 0)
        (void)bind(s, (const struct sockaddr *)addr, sizeof *addr);
    close(s);
    return 0;
}

int parameter_ok(int s)
{
    return send(s, "x", 1, MSG_NOSIGNAL) < 0 ? -1 : accept(s, NULL, NULL);
}

int retried_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0)
        sleep(1);
    return s;
}
