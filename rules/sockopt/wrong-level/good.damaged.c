// not-compilable: somebody is typing here.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET,
}

int whole_ok(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}
