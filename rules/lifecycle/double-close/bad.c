#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int greet(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (send(conn, "hello\n", 6, MSG_NOSIGNAL) < 0) {
        perror("send");
        close(conn);
    }
    return close(conn); // want "'conn' is already closed here"
}
// doc-end

/* The branch closes, and the clean-up behind the label does it again. */
int connect_to_bad(const struct sockaddr *addr, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    int rc = -1;

    if (s < 0)
        return -1;
    if (connect(s, addr, length) < 0) {
        close(s);
        goto out;
    }
    rc = send(s, "x", 1, MSG_NOSIGNAL) < 0 ? -1 : 0;
out:
    close(s); // want "'s' is already closed here"
    return rc;
}

static void finish(int fd)
{
    shutdown(fd, SHUT_WR);
    close(fd);
}

int closed_by_a_helper_bad(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    finish(conn);
    close(conn); // want "'conn' is already closed here"
    return 0;
}

int helper_after_close_bad(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    close(conn);
    finish(conn); // want "'conn' is already closed here"
    return 0;
}

/* The descriptor goes out of sight, but its number stays the same. */
int escaped_bad(int listener, void (*log_connection)(int))
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    log_connection(conn);
    close(conn);
    close(conn); // want "'conn' is already closed here"
    return 0;
}
