#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    bind(s, (const struct sockaddr *)addr, sizeof *addr); // want "Nothing tests whether bind() failed"
    listen(s, SOMAXCONN);
    return s;
}
// doc-end

int listen_only_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    listen(s, SOMAXCONN); // want "no client ever gets through"
    return s;
}

int send_once_bad(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    connect(s, (const struct sockaddr *)server, sizeof *server); // want "as it does when nobody listens there"
    if (send(s, "hello\n", 6, MSG_NOSIGNAL) < 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}

int send_datagram_bad(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    connect(s, (const struct sockaddr *)server, sizeof *server); // want "'s' then has no peer"
    send(s, "hello\n", 6, 0);
    close(s);
    return 0;
}

/* The result of bind() is overwritten before anybody looks at it. */
int overwritten_bad(const struct sockaddr_in *addr)
{
    int rc;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    rc = bind(s, (const struct sockaddr *)addr, sizeof *addr); // want "Nothing tests whether bind() failed"
    rc = listen(s, SOMAXCONN);
    if (rc < 0) {
        close(s);
        return -1;
    }
    return s;
}

int never_read_bad(const struct sockaddr_in *addr)
{
    int conn;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    int rc = listen(s, SOMAXCONN); // want "Nothing tests whether listen() failed"
    conn = accept(s, NULL, NULL);
    close(s);
    return conn;
}

void print_peer_bad(int conn)
{
    struct sockaddr_in peer;
    socklen_t length = sizeof peer;

    getpeername(conn, (struct sockaddr *)&peer, &length); // want "whatever its memory held before"
    printf("port %d\n", ntohs(peer.sin_port));
}
