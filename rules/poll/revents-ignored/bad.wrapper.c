#include <poll.h>
#include <sys/socket.h>

#define WAIT(p) poll(p, 1, -1)

int through_macro_bad(int s)
{
    struct pollfd p = { .fd = s, .events = POLLIN };

    while (WAIT(&p) == 1) {
        short revents = p.revents;
        if (revents == POLLIN) // want "'revents' is a set of bits"
            return 1;
    }
    return 0;
}

static int happened(const struct pollfd *p, short what)
{
    return (p->revents & what) != 0;
}

int through_function_ok(int s)
{
    struct pollfd p = { .fd = s, .events = POLLIN };

    return poll(&p, 1, -1) == 1 && happened(&p, POLLIN | POLLHUP | POLLERR);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
