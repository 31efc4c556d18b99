// not-compilable: a parenthesis is missing
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) {
        if (may_go_on((s))
            return s;
        close(s;
        return -1;
    }
    return s;
}
