#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int dial(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0) { // want "here every error gives it up: it never connects"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int by_fcntl_bad(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET6, SOCK_STREAM, 0);
    int rc;

    if (s < 0)
        return -1;
    if (fcntl(s, F_SETFL, fcntl(s, F_GETFL, 0) | O_NONBLOCK) < 0) {
        close(s);
        return -1;
    }
    rc = connect(s, to, length); // want "(EINPROGRESS)"
    if (rc == -1) {
        fprintf(stderr, "connect: error %d\n", errno);
        close(s);
        return -1;
    }
    return s;
}

int other_code_bad(const struct sockaddr *to, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    if (connect(s, to, length) < 0 && errno != EWOULDBLOCK) { // want "fails with EINPROGRESS, which is not among the codes"
        close(s);
        return -1;
    }
    return s;
}

/* The descriptor goes elsewhere too. */
int escapes_bad(const struct sockaddr *to, socklen_t length, int *kept)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

    if (s < 0)
        return -1;
    *kept = s;
    if (connect(s, to, length) != 0) // want "wait until the socket is writable"
        return -1;
    return s;
}
