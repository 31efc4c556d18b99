#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
void finish(int conn)
{
    struct linger linger = {.l_onoff = 1, .l_linger = 0};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger); // want "data not sent yet is lost"
    close(conn);
}
// doc-end

void positional_bad(int conn)
{
    struct linger linger = {1, 0};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, (char *)&linger, sizeof linger); // want "data not sent yet is lost"
    close(conn);
}

void members_bad(int conn)
{
    struct linger linger;

    linger.l_onoff = 1;
    linger.l_linger = 0;
    if (setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger) < 0) // want "data not sent yet is lost"
        return;
    send(conn, "bye\n", 4, 0);
    close(conn);
}

void cleared_bad(int conn)
{
    struct linger linger;

    memset(&linger, 0, sizeof linger);
    linger.l_onoff = 1;
    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger); // want "data not sent yet is lost"
    close(conn);
}
