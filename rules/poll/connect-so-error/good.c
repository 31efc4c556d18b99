#include <errno.h>
#include <poll.h>
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
        int error = 0;
        socklen_t size = sizeof error;

        if (errno != EINPROGRESS || poll(&p, 1, 5000) != 1 ||
            getsockopt(s, SOL_SOCKET, SO_ERROR, &error, &size) < 0 || error != 0) {
            close(s);
            return -1;
        }
    }
    return s;
}
// doc-end
