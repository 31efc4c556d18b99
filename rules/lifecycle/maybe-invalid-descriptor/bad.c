#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (connect(s, (const struct sockaddr *)server, sizeof *server) < 0) { // want "nothing has tested whether socket() failed"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* The message is printed, and the path goes on with -1. */
int goes_on_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        perror("socket");
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) // want "'s' is -1 here after socket() failed"
        perror("bind");
    return s;
}

void echo_once_bad(int listener)
{
    char buffer[512];
    int conn = accept(listener, NULL, NULL);
    ssize_t n = recv(conn, buffer, sizeof buffer, 0); // want "nothing has tested whether accept() failed"

    if (n > 0)
        send(conn, buffer, (size_t)n, MSG_NOSIGNAL);
    close(conn);
}

/* Tested, but too late. */
int late_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int rc = bind(s, (const struct sockaddr *)addr, sizeof *addr); // want "'s' may be -1 here"

    if (s < 0)
        return -1;
    if (rc < 0) {
        close(s);
        return -1;
    }
    return s;
}

int duplicate_bad(int fd)
{
    int copy = dup(fd);

    return (int)send(copy, "x", 1, MSG_NOSIGNAL); // want "nothing has tested whether dup() failed"
}
