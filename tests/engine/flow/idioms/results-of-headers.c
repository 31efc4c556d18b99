/* Results whose values stand in a header that is not at hand, and descriptors that are compared with others. */
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include "codes.h"

static int unblock(int *fd)
{
    int flags = fcntl(*fd, F_GETFL, 0);
    if (flags == -1) {
        close(*fd);
        *fd = -1;
        return RESULT_ERRNO;
    }
    return RESULT_SUCCESS;
}

/* The caller knows which of the two results it got. */
int right_closed_by_callee(struct sockaddr *peer, socklen_t length, int *out)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0), result;
    if (fd < 0)
        return RESULT_ERRNO;
    result = unblock(&fd);
    if (result)
        return result;
    *out = fd;
    return RESULT_SUCCESS;
}

static int prepare(int fd, struct sockaddr *self, socklen_t length)
{
    if (bind(fd, self, length) == -1) {
        close(fd);
        return RESULT_ERRNO;
    }
    return RESULT_SUCCESS;
}

int right_prepared(struct sockaddr *self, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (prepare(fd, self, length) == RESULT_ERRNO)
        return -1;
    return fd;
}

static int look(int fd, struct sockaddr *self, socklen_t length)
{
    if (bind(fd, self, length) == -1)
        return RESULT_ERRNO;
    return RESULT_SUCCESS;
}

int right_looked_at(struct sockaddr *self, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (listen(fd, 5) < 0 || fcntl(fd, F_GETFL, 0) == RESULT_ERRNO) {
        close(fd);
        return -1;
    }
    return fd;
}

int wrong_left_open(struct sockaddr *self, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (fcntl(fd, F_GETFL, 0) == RESULT_ERRNO)
        return -1; // lost fd return
    return fd;
}

static void say(int fd)
{
    if (send(fd, "x", 1, 0) < 0)
        return;
    send(fd, "y", 1, 0);
}

int right_told(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    say(fd);
    close(fd);
    return 0;
}

int wrong_told(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    say(fd);
    return 0; // lost fd return
}

struct request {
    int fd;
};

/* Where the numbers are equal, the request has the new descriptor already. */
int right_moved_to_number(struct request *request)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (fd != request->fd) {
        int copy = dup2(fd, request->fd);
        close(fd);
        if (copy < 0)
            return -1;
    }
    return 0;
}

int wrong_moved_to_number(struct request *request)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (request->fd < 0)
        return -1; // lost fd return
    if (fd != request->fd)
        close(fd);
    return 0;
}

static int keep(struct request *request, int fd)
{
    if (request->fd != -1)
        return REQUEST_BUSY;
    request->fd = fd;
    shutdown(fd, SHUT_WR);
    return 0;
}

/* What REQUEST_BUSY is, the test understands: it stands for a failure. */
int right_kept_or_busy(struct request *request)
{
    int error;
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    error = keep(request, fd);
    if (error) {
        close(fd);
        return error;
    }
    return 0;
}

static int keep_or_refuse(struct request *request, int fd)
{
    if (request->fd != -1)
        return -1;
    request->fd = fd;
    shutdown(fd, SHUT_WR);
    return 0;
}

int wrong_kept_or_refused(struct request *request)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (keep_or_refuse(request, fd) < 0)
        return -1; // lost fd return
    return 0;
}
