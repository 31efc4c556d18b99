#include <netinet/in.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s;

    if ((s = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

void echo_ok(int conn)
{
    char buffer[512];
    ssize_t n;

    while ((n = recv(conn, buffer, sizeof buffer, 0)) > 0) {
        if (send(conn, buffer, (size_t)n, MSG_NOSIGNAL) < 0)
            break;
    }
}

/* The answer of the comparison is what is asked for. */
int flag_ok(int conn)
{
    int failed = send(conn, "x", 1, MSG_NOSIGNAL) < 0;
    bool sent;

    if ((sent = send(conn, "y", 1, MSG_NOSIGNAL) == 1))
        puts("sent");
    return failed || !sent;
}

/* bind() says no more than whether it failed. */
int status_ok(int s, const struct sockaddr_in *addr)
{
    int failed;

    if ((failed = bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0))
        perror("bind");
    return failed;
}

/* The descriptor is still in its variable. */
int open_ok(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);
    int is_open = s >= 0;

    if (is_open)
        close(s);
    return is_open;
}

bool has_ipv6_ok(int listener)
{
    int conn;
    bool more;

    more = (conn = accept(listener, NULL, NULL)) >= 0;
    if (more)
        close(conn);
    return more;
}
