// not-compilable: for a small system
#include <freertos/FreeRTOS.h>
#include <lwip/sockets.h>

/* A stack of its own that follows POSIX, although names of it are those of Winsock. */
int limit_ok(int s)
{
    struct timeval timeout = {.tv_sec = 5};

    if (s == INVALID_SOCKET)
        return -1;
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout);
}
