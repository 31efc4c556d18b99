#include <fcntl.h>
#include <sys/socket.h>

// doc-begin
int no_waiting(int s)
{
    return fcntl(s, F_SETFL, fcntl(s, F_GETFL, 0) | O_NONBLOCK);
}
// doc-end

int inheritance_ok(int s)
{
    return fcntl(s, F_SETFD, FD_CLOEXEC);
}

/* 1 is FD_CLOEXEC on all systems. */
int number_ok(int s)
{
    return fcntl(s, F_SETFD, 1);
}

int both_ok(int s)
{
    int flags = fcntl(s, F_GETFL, 0);

    if (flags < 0 || fcntl(s, F_SETFL, flags | O_NONBLOCK) < 0)
        return -1;
    flags = fcntl(s, F_GETFD, 0);
    if (flags < 0)
        return -1;
    return fcntl(s, F_SETFD, flags | FD_CLOEXEC);
}

int taken_out_ok(int s)
{
    int flags = fcntl(s, F_GETFL, 0);

    flags &= ~O_NONBLOCK;
    return fcntl(s, F_SETFL, flags);
}

int given_ok(int s, int flags)
{
    return fcntl(s, F_SETFD, flags);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
