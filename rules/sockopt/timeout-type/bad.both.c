#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <sys/time.h>
#define SOCKET int
#endif

int structure_bad(SOCKET s)
{
    struct timeval limit = {5, 0};

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (char *)&limit, sizeof limit); // want-windows "'limit' is a struct timeval"
}

int number_bad(SOCKET s)
{
    int limit = 5000;

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (char *)&limit, sizeof limit); // want-posix "'limit' is a number"
}
