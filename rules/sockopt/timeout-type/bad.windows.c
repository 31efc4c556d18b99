#include <winsock2.h>

// doc-begin
int limit_windows_bad(SOCKET s)
{
    struct timeval limit = {5, 0};

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (const char *)&limit, sizeof limit); // want "SO_RCVTIMEO takes milliseconds in a DWORD on Windows, but 'limit' is a struct timeval"
}
// doc-end

int typedef_bad(SOCKET s)
{
    TIMEVAL limit;

    limit.tv_sec = 5;
    limit.tv_usec = 0;
    return setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, (char *)&limit, sizeof(limit)); // want "so that 5 seconds become 5 ms"
}
