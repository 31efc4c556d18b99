#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void finish(int conn)
{
    char rest[512];

    shutdown(conn, SHUT_WR);
    while (recv(conn, rest, sizeof rest, 0) > 0)
        ;
    close(conn);
}
// doc-end

void waits_ok(int conn)
{
    struct linger linger = {1, 10};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(conn);
}

void off_ok(int conn)
{
    struct linger linger = {0, 0};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(conn);
}

/* Who gives the numbers is not in sight. */
void given_ok(int conn, int on, int seconds)
{
    struct linger linger = {on, seconds};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/* The name says what it is for. */
void abort_connection_ok(int conn)
{
    struct linger linger = {1, 0};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(conn);
}

void explained_ok(int conn)
{
    /* The peer broke the protocol: send a RST instead of a FIN. */
    struct linger linger = {1, 0};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(conn);
}

struct settings {
    int reset_timed_out;
};

/* Somebody asks for it. */
void configured_ok(int conn, const struct settings *settings)
{
    struct linger linger = {1, 0};

    if (settings->reset_timed_out)
        setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
    close(conn);
}

/* What others wrote there is not known. */
void fill(struct linger *linger);

void escapes_ok(int conn)
{
    struct linger linger = {1, 0};

    fill(&linger);
    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

void other_option_ok(int conn)
{
    int on[2] = {1, 0};

    setsockopt(conn, SOL_SOCKET, SO_KEEPALIVE, on, sizeof on[0]);
}
