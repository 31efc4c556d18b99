#include <fcntl.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static int set_nonblock(int fd)
{
    int flags = fcntl(fd, F_GETFL, 0);

    if (flags < 0)
        return -1;
    flags |= O_NONBLOCK;
    return fcntl(fd, F_SETFL, flags);
}

static void make_nonblock(int fd)
{
    int on = 1;

    ioctl(fd, FIONBIO, &on);
}

int flags_bad(const struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (set_nonblock(s) < 0 || connect(s, (const struct sockaddr *)to, sizeof *to) < 0) { // want "'s' is non-blocking"
        close(s);
        return -1;
    }
    return s;
}

int request_bad(const struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    make_nonblock(s);
    if (connect(s, (const struct sockaddr *)to, sizeof *to) < 0) { // want "'s' is non-blocking"
        close(s);
        return -1;
    }
    return s;
}

int in_place_bad(const struct sockaddr_in *to)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int flags;

    if (s < 0)
        return -1;
    flags = fcntl(s, F_GETFL, 0);
    flags |= O_NONBLOCK;
    fcntl(s, F_SETFL, flags);
    if (connect(s, (const struct sockaddr *)to, sizeof *to) < 0) { // want "'s' is non-blocking"
        close(s);
        return -1;
    }
    return s;
}
