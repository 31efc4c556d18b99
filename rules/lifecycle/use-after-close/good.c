#include <assert.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int say_goodbye(int listener)
{
    int conn = accept(listener, NULL, NULL);
    int rc = 0;

    if (conn < 0)
        return -1;
    if (send(conn, "bye\n", 4, MSG_NOSIGNAL) < 0)
        rc = -1;
    close(conn);
    return rc;
}
// doc-end

int new_socket_for_each_ok(const struct sockaddr_in *addrs, int count)
{
    for (int i = 0; i < count; i++) {
        int s = socket(AF_INET, SOCK_STREAM, 0);

        if (s < 0)
            return -1;
        if (connect(s, (const struct sockaddr *)&addrs[i], sizeof addrs[i]) == 0)
            return s;
        close(s);
    }
    return -1;
}

int other_socket_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    close(conn);
    conn = accept(listener, NULL, NULL);
    if (conn < 0)
        return -1;
    send(conn, "again\n", 6, MSG_NOSIGNAL);
    close(conn);
    return 0;
}

/* Taking a closed descriptor out of a set is fine. */
void unwatched_ok(int conn, fd_set *readable)
{
    close(conn);
    FD_CLR(conn, readable);
}

/* The duplicate keeps the connection. */
int duplicate_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);
    int copy;

    if (conn < 0)
        return -1;
    copy = dup(conn);
    close(conn);
    if (copy < 0)
        return -1;
    send(copy, "x", 1, MSG_NOSIGNAL);
    close(copy);
    return 0;
}

/* dup2() gives the closed number a new meaning. */
void redirect_ok(int conn)
{
    close(0);
    dup2(conn, 0);
    close(conn);
    send(0, "x", 1, MSG_NOSIGNAL);
}

struct client {
    int fd;
};

/* Code that is not in sight may have put another descriptor into the structure. */
void reconnected_ok(struct client *client, void (*reconnect)(struct client *))
{
    close(client->fd);
    reconnect(client);
    send(client->fd, "x", 1, MSG_NOSIGNAL);
}

/* Without dup2() the new descriptor has the closed number: it is the same one. */
int same_number_again_ok(struct client *client, const struct sockaddr *addr, socklen_t length)
{
    int fd;

    close(client->fd);
    fd = socket(AF_INET6, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (fd != client->fd) {
        client->fd = dup2(fd, client->fd);
        close(fd);
        if (client->fd < 0)
            return -1;
    }
    return connect(client->fd, addr, length);
}

#define ASSERT_EQ(wanted, got) assert((wanted) == (got))

/* A test shows that the closed descriptor is none any more. */
void asserted_ok(int conn)
{
    close(conn);
    assert(send(conn, "x", 1, MSG_NOSIGNAL) == -1);
    assert((send(conn, "x", 1, MSG_NOSIGNAL) < 0) && errno == EBADF);
    ASSERT_EQ(-1, listen(conn, 5));
}
