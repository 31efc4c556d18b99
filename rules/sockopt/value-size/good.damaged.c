// not-compilable: somebody is typing here.
#include <sys/socket.h>

int damaged_ok(int s)
{
    char on = 1;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof(
}

int whole_ok(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}
