// not-compilable: the function is damaged on purpose; the order is right all the same.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return bind(s, addr, length);
}
