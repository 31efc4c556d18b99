#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void serve(int s, void (*answer)(int))
{
    struct pollfd p = { .fd = s, .events = POLLIN };

    while (poll(&p, 1, -1) > 0) {
        if (p.revents == POLLIN) // want "when the connection ends or fails, other bits are set beside POLLIN"
            answer(p.fd);
    }
}
// doc-end

int is_ready_bad(const struct pollfd *p)
{
    return p->revents == (POLLIN | POLLPRI); // want "'p->revents' is a set of bits"
}

void both_ways_bad(struct pollfd *all, int count, void (*answer)(int), void (*go_on)(int))
{
    for (int i = 0; i < count; i++) {
        if (all[i].revents == POLLIN) // want "beside POLLIN"
            answer(all[i].fd);
        else if (POLLOUT == all[i].revents) // want "beside POLLOUT"
            go_on(all[i].fd);
    }
}

void cases_bad(struct pollfd *p, void (*answer)(int), void (*end)(int))
{
    switch (p->revents) { // want "several are set at once, and no case of this switch"
    case POLLIN:
        answer(p->fd);
        break;
    case POLLHUP:
        end(p->fd);
        break;
    }
}

/* The descriptor goes elsewhere too. */
void keep(int s);

int escapes_bad(void)
{
    struct pollfd p[1];
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    p[0].fd = s;
    p[0].events = POLLIN | POLLERR; // want "POLLERR is reported whether it is asked for or not"
    if (poll(p, 1, 1000) == 1 && p[0].revents == POLLIN) // want "Test with &"
        return s;
    return -1;
}

int list_bad(int s)
{
    struct pollfd p = { s, POLLIN | POLLHUP, 0 }; // want "POLLHUP is reported whether"

    return poll(&p, 1, -1) == 1 ? p.revents : 0;
}
