// not-compilable: somebody is typing here.
#include <sys/socket.h>
#include <sys/time.h>

int damaged_ok(int s)
{
    int milliseconds = 5000;

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &
}

int whole_ok(int s)
{
    struct timeval limit = {5, 0};

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}
