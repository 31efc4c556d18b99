#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

/* The second call says EISCONN, or how the first failed. */
int connect_again_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        struct pollfd p = { .fd = s, .events = POLLOUT };
        if (poll(&p, 1, 5000) != 1 || (connect(s, to, length) < 0 && errno != EISCONN)) {
            close(s);
            return -1;
        }
    }
    return s;
}

/* Sending says how it went. */
int sends_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        struct pollfd p = { .fd = s, .events = POLLOUT };
        if (poll(&p, 1, 5000) != 1 || send(s, "hello", 5, 0) < 0) {
            close(s);
            return -1;
        }
    }
    return s;
}

/* A socket that blocks is connected, or is not. */
int blocking_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    struct pollfd p = { .fd = s, .events = POLLOUT };

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0 || poll(&p, 1, 5000) != 1) {
        close(s);
        return -1;
    }
    return s;
}
