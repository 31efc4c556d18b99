// not-compilable: a parenthesis is missing
#include <errno.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        struct pollfd p = { .fd = s, .events = POLLOUT };
        if (poll(&p, 1, 5000) != 1 || failed((s)
            return -1;
    }
    return s;
}
