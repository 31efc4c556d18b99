#include <assert.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int s, void (*answer)(int))
{
    struct pollfd p = { .fd = s, .events = POLLIN };

    while (poll(&p, 1, -1) > 0) {
        if (p.revents & (POLLIN | POLLHUP | POLLERR | POLLNVAL))
            answer(p.fd);
    }
}
// doc-end

/* What reads gets the end and the error too: on Linux they come with POLLIN. */
void read_ok(struct pollfd *p, void (*answer)(int))
{
    if (p->revents & POLLIN)
        answer(p->fd);
}

int nothing_ok(const struct pollfd *p)
{
    return p->revents == 0;
}

void otherwise_ok(struct pollfd *p, void (*answer)(int), void (*end)(int))
{
    if (p->revents == POLLIN)
        answer(p->fd);
    else
        end(p->fd);
}

void errors_first_ok(struct pollfd *p, void (*answer)(int), void (*end)(int))
{
    if (p->revents & (POLLERR | POLLHUP | POLLNVAL))
        end(p->fd);
    else if (p->revents == POLLIN)
        answer(p->fd);
}

void default_ok(struct pollfd *p, void (*answer)(int), void (*end)(int))
{
    switch (p->revents) {
    case POLLIN:
        answer(p->fd);
        break;
    default:
        end(p->fd);
        break;
    }
}

/* A test of a program that knows what it has sent. */
void tested_ok(const struct pollfd *p)
{
    assert(p->revents == POLLIN);
}

/* Another structure with such a member. */
struct wanted {
    int events;
};

int other_structure_ok(struct wanted *wanted)
{
    wanted->events = POLLERR;
    return socket(AF_INET, SOCK_STREAM, 0);
}

/* A listening socket has no peer that could go. */
int listener_ok(struct pollfd *p)
{
    if (p->revents == POLLIN)
        return accept(p->fd, NULL, NULL);
    return -1;
}
