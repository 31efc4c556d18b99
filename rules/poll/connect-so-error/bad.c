#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int dial(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        struct pollfd p = { .fd = s, .events = POLLOUT };

        if (errno != EINPROGRESS || poll(&p, 1, 5000) != 1) { // want "'s' becomes writable also when the connection has failed"
            close(s);
            return -1;
        }
    }
    return s;
}
// doc-end

int by_select_bad(const struct sockaddr *to, socklen_t length)
{
    struct timeval limit = { 5, 0 };
    fd_set writable;
    int s = socket(AF_INET6, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        FD_ZERO(&writable);
        FD_SET(s, &writable);
        if (select(s + 1, NULL, &writable, NULL, &limit) <= 0) { // want "nothing asks getsockopt() for SO_ERROR"
            close(s);
            return -1;
        }
    }
    return s;
}

/* The descriptor goes elsewhere too. */
int escapes_bad(const struct sockaddr *to, socklen_t length, int *kept)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    struct pollfd p;

    if (s < 0)
        return -1;
    *kept = s;
    if (connect(s, to, length) < 0) {
        p.fd = s;
        p.events = POLLOUT;
        if (poll(&p, 1, 5000) <= 0) // want "it is returned as if it were connected"
            return -1;
    }
    return s;
}
