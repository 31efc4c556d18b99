#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

// doc-begin
int keep_alive_ok(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}
// doc-end

/* 0 switches it off, and is read from a variable. */
int switch_off_ok(int s)
{
    int off = 0;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &off, sizeof off);
}

int given_ok(int s, int on)
{
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

/* The pointer leads to the value. */
int through_pointer_ok(int s, const int *on)
{
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, on, sizeof *on);
}

/* A call filled it in. */
int same_ok(int s, int other)
{
    int size;
    socklen_t length = sizeof size;

    if (getsockopt(other, SOL_SOCKET, SO_RCVBUF, &size, &length) < 0)
        return -1;
    return setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

void read_settings(int *on);

int filled_ok(int s)
{
    int on;

    read_settings(&on);
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}

/* Set member by member. */
int linger_ok(int s)
{
    struct linger linger;

    linger.l_onoff = 1;
    linger.l_linger = 5;
    return setsockopt(s, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

/* These options take no value, or a text. */
int no_value_ok(int s)
{
    if (setsockopt(s, SOL_SOCKET, SO_DETACH_FILTER, NULL, 0) < 0)
        return -1;
    if (setsockopt(s, IPPROTO_IP, IP_OPTIONS, NULL, 0) < 0)
        return -1;
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, "eth0", 5);
}

/* The descriptor goes elsewhere. */
void keep(int s);

int escapes_ok(int s)
{
    int on;

    keep(s);
    on = 1;
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}
