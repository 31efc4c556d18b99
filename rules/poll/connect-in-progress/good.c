#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int dial(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0 && errno != EINPROGRESS) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int in_branch_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        if (errno == EINPROGRESS)
            return s;
        close(s);
        return -1;
    }
    return s;
}

int blocking_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        close(s);
        return -1;
    }
    fcntl(s, F_SETFL, fcntl(s, F_GETFL, 0) | O_NONBLOCK);
    return s;
}

/* A local socket connects at once. */
int local_ok(const struct sockaddr_un *to)
{
    int s = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)to, sizeof *to) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* So does one that has no connections. */
int datagram_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int goes_on_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0)
        puts("not yet connected");
    return s;
}

static int is_under_way(int error)
{
    return error == EINPROGRESS;
}

int told_apart_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0 && !is_under_way(errno)) {
        close(s);
        return -1;
    }
    return s;
}

/* Whether it blocks, the caller says. */
int given_ok(int s, const struct sockaddr *to, socklen_t length)
{
    if (connect(s, to, length) < 0)
        return -1;
    return 0;
}

/* Whoever got it may have made it wait. */
void keep(int s);

int changed_elsewhere_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    keep(s);
    if (connect(s, to, length) != 0)
        return -1;
    return s;
}
