#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener(void)
{
    int on = 1;
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    if (listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* The variable holds a second socket by then, and that one is not bound yet. */
int second_socket_ok(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    close(s);
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Set once more to the same value: superfluous, not wrong. */
int again_ok(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return s;
}

/* On Linux this shuts later sockets out of the port: meant to come after bind(). */
int cleared_ok(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int off = 0;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &off, sizeof off);
    return s;
}

/* Other options may well be set after bind(). */
int other_option_ok(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    return s;
}

/* What the other function did to the socket is not known: it may be bound or not. */
void prepare(int s);

int unknown_ok(void)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    prepare(s);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return s;
}

/* The descriptor escapes into a table; what is set there is set before bind(). */
static int table[16];

int escapes_ok(int slot, const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    table[slot] = s;
    setsockopt(table[slot], SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return bind(table[slot], addr, length);
}

/* bind() may have been left out. */
int not_always_bound_ok(int client, const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (client)
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    else if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Takes over a socket that may be bound or not; the option is the caller's wish. */
static int take_over(int s, unsigned flags)
{
    int on = 1;

    if (s < 0)
        return -1;
    if ((flags & 1) != 0 && setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
        return -1;
    return 0;
}

int only_on_request_ok(const struct sockaddr *addr, socklen_t length)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    if (take_over(s, 2) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A local socket has no port to share. */
int local_socket_ok(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return s;
}

struct holder {
    int fd;
};

/* Binds only on a flag that its caller may not pass. */
static int maybe_open(struct holder *h, unsigned flags)
{
    struct sockaddr_in any = {0};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    any.sin_family = AF_INET;
    if ((flags & 4) != 0 && bind(s, (struct sockaddr *)&any, sizeof any) < 0) {
        close(s);
        return -1;
    }
    h->fd = s;
    return 0;
}

int bound_on_request_ok(struct holder *h)
{
    int on = 1;

    if (maybe_open(h, 1) < 0)
        return -1;
    return setsockopt(h->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}
