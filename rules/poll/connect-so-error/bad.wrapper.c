#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

static int make_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s >= 0)
        fcntl(s, F_SETFL, fcntl(s, F_GETFL, 0) | O_NONBLOCK);
    return s;
}

int made_elsewhere_bad(const struct sockaddr *to, socklen_t length)
{
    int s = make_socket();

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        struct pollfd p = { .fd = s, .events = POLLOUT };
        if (errno != EINPROGRESS || poll(&p, 1, 5000) != 1) { // want "'s' becomes writable also when"
            close(s);
            return -1;
        }
    }
    return s;
}

/* Whoever gets the socket may ask it. */
int is_connected(int s);

int asked_elsewhere_ok(const struct sockaddr *to, socklen_t length)
{
    int s = make_socket();

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        struct pollfd p = { .fd = s, .events = POLLOUT };
        if (poll(&p, 1, 5000) != 1 || !is_connected(s)) {
            close(s);
            return -1;
        }
    }
    return s;
}
