#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <sys/un.h>

// doc-begin
int connect_patiently(const struct sockaddr_in *addr)
{
    for (;;) {
        int s = socket(AF_INET, SOCK_STREAM, 0);

        if (s < 0)
            return -1;
        if (connect(s, (const struct sockaddr *)addr, sizeof *addr) == 0)
            return s;
        close(s);
        sleep(1);
    }
}
// doc-end

int from_list_ok(const struct addrinfo *list)
{
    for (const struct addrinfo *ai = list; ai != NULL; ai = ai->ai_next) {
        int s = socket(ai->ai_family, ai->ai_socktype, ai->ai_protocol);

        if (s < 0)
            continue;
        if (connect(s, ai->ai_addr, ai->ai_addrlen) == 0)
            return s;
        close(s);
    }
    return -1;
}

/* A signal came in between, and the connect goes on. */
int interrupted_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        if (errno != EINTR) {
            close(s);
            return -1;
        }
    }
    return s;
}

/* Datagram sockets change their peer at will. */
int datagrams_ok(const struct sockaddr_in *one, const struct sockaddr_in *other)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)one, sizeof *one) < 0 &&
        connect(s, (const struct sockaddr *)other, sizeof *other) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int argument_ok(int s, const struct sockaddr_in *addr)
{
    return connect(s, (const struct sockaddr *)addr, sizeof *addr);
}

int escaped_ok(const struct sockaddr_in *addr, int (*renew)(int *))
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0)
        if (renew(&s) < 0)
            return -1;
    return s;
}
