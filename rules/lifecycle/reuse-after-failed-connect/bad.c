#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int connect_patiently(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) // want "'s' is connected again after connect() failed on it: POSIX leaves its state unspecified then"
        sleep(1);
    return s;
}
// doc-end

int second_address_bad(const struct sockaddr_in *one, const struct sockaddr_in *other)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)one, sizeof *one) < 0 &&
        connect(s, (const struct sockaddr *)other, sizeof *other) < 0) { // want "Close it and make a new socket for each attempt"
        close(s);
        return -1;
    }
    return s;
}

/* The attempts are counted, and the last one is told of. */
int counted_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int tries = 0;

    if (s == -1)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) == -1) { // want "Close it and make a new socket"
        if (++tries == 5) {
            perror("connect");
            close(s);
            return -1;
        }
        sleep(1);
    }
    return s;
}

/* What was set on the first socket would be missing on the next: no fix. */
int with_an_option_bad(const struct sockaddr_in *addr, int on)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) // want "Close it and make a new socket"
        sleep(1);
    return s;
}

/* A round that is cut short would miss the new socket: no fix. */
int cut_short_bad(const struct sockaddr_in *addr, const int *urgent)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0) { // want "Close it and make a new socket"
        if (*urgent)
            continue;
        sleep(1);
    }
    return s;
}
