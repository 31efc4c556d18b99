#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

// doc-begin
int greet(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (send(conn, "hello\n", 6, MSG_NOSIGNAL) < 0)
        perror("send");
    return close(conn);
}
// doc-end

/* The variable says that there is nothing left to close. */
int forgets_ok(int listener, int refuse)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (refuse) {
        close(conn);
        conn = -1;
    }
    if (conn >= 0)
        close(conn);
    return 0;
}

int branches_ok(int listener, int refuse)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (refuse)
        close(conn);
    else
        close(conn);
    return 0;
}

int same_condition_ok(int listener, int refuse)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (refuse)
        close(conn);
    if (!refuse)
        close(conn);
    return 0;
}

void each_round_ok(int listener)
{
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0)
        close(conn);
    close(listener);
}

/* The second name is a descriptor of its own. */
int duplicate_ok(int listener)
{
    int copy = dup(listener);

    if (copy < 0)
        return -1;
    close(listener);
    close(copy);
    return 0;
}

/* A function that gets the address of the variable may have put another descriptor there. */
int renewed_ok(int fd, int (*renew)(int *))
{
    close(fd);
    if (renew(&fd) < 0)
        return -1;
    return close(fd);
}

void table_ok(const int *fds, int count)
{
    for (int i = 0; i < count; i++)
        close(fds[i]);
}

static void finish(int *fd)
{
    if (*fd >= 0) {
        close(*fd);
        *fd = -1;
    }
}

void helper_forgets_ok(int fd)
{
    finish(&fd);
    finish(&fd);
}

/* A test shows that the descriptor is closed. */
void asserted_ok(int fd)
{
    close(fd);
    assert(close(fd) == -1 && errno == EBADF);
}
