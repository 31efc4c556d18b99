#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

/* What the caller wants, and it may want to wait. */
static void set_blocking(int fd, int wait)
{
    int flags = fcntl(fd, F_GETFL, 0);

    if (wait)
        fcntl(fd, F_SETFL, flags & ~O_NONBLOCK);
    else
        fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

static void set_mode(int fd, int on)
{
    ioctl(fd, FIONBIO, &on);
}

static void restore(int fd)
{
    int flags = fcntl(fd, F_GETFL, 0);

    flags |= O_NONBLOCK;
    flags &= ~O_NONBLOCK;
    fcntl(fd, F_SETFL, flags);
}

int asked_ok(const struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    set_blocking(s, 1);
    set_mode(s, 0);
    restore(s);
    if (connect(s, (const struct sockaddr *)to, sizeof *to) < 0) {
        close(s);
        return -1;
    }
    return s;
}

static void set_nonblock(int fd)
{
    fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
}

/* Once it is connected. */
int later_ok(const struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)to, sizeof *to) < 0) {
        close(s);
        return -1;
    }
    set_nonblock(s);
    return s;
}
