#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
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

int tested_later_ok(int s, const struct sockaddr_in *addr)
{
    int rc = bind(s, (const struct sockaddr *)addr, sizeof *addr);

    puts("bound?");
    return rc == 0 ? s : -1;
}

/* Whoever writes void means it. */
void meant_ok(int s, const struct sockaddr_in *addr)
{
    (void)bind(s, (const struct sockaddr *)addr, sizeof *addr);
}

static void Listen(int s, int backlog)
{
    if (listen(s, backlog) < 0) {
        perror("listen");
        exit(1);
    }
}

/* Stevens' wrappers end the program. */
void wrapper_ok(int s)
{
    Listen(s, SOMAXCONN);
}

/* One that does not block is asked later. */
int non_blocking_ok(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (fcntl(s, F_SETFL, O_NONBLOCK) < 0) {
        close(s);
        return -1;
    }
    connect(s, (const struct sockaddr *)server, sizeof *server);
    return s;
}

/* How the caller's socket works is not known here. */
void start_ok(int s, const struct sockaddr_in *server)
{
    connect(s, (const struct sockaddr *)server, sizeof *server);
}

int returned_ok(int s)
{
    return listen(s, SOMAXCONN);
}

void cleared_before_ok(int conn)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;

    memset(&peer, 0, sizeof peer);
    getpeername(conn, (struct sockaddr *)&peer, &length);
    printf("port %d\n", ntohs(peer.sin_port));
}
