// not-compilable: the function is damaged on purpose; the numbers may be changed in what was not understood.
#include <sys/socket.h>

void damaged_ok(int conn)
{
    struct linger linger = {1, 0};

    if (conn > 3 linger.l_linger = 5;
    setsockopt(conn, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}
