// not-compilable: somebody is typing here.
#include <sys/socket.h>

int damaged_ok(int s)
{
    int on;

    on = (1;
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
}
