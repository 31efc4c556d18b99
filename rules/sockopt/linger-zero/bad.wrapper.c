#include <sys/socket.h>
#include <unistd.h>

static void set_option(int fd, const void *value, socklen_t length)
{
    setsockopt(fd, SOL_SOCKET, SO_LINGER, value, length);
}

static int option(int fd, int on, int seconds)
{
    struct linger linger = {on, seconds};

    return setsockopt(fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

#define SET_LINGER(fd, value) setsockopt(fd, SOL_SOCKET, SO_LINGER, &(value), sizeof(value))

void wrapper_bad(int conn)
{
    struct linger linger = {1, 0};

    set_option(conn, &linger, sizeof linger);
    option(conn, 1, 5);
    if (setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger) == 0) // want "data not sent yet is lost"
        SET_LINGER(conn, linger);
    close(conn);
}
