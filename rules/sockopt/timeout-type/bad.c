#include <sys/socket.h>
#include <sys/time.h>

// doc-begin
int limit_posix_bad(int s)
{
    int milliseconds = 5000;

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &milliseconds, sizeof milliseconds); // want "SO_RCVTIMEO takes a struct timeval on POSIX systems, but 'milliseconds' is a number"
}
// doc-end

int long_limit_bad(int s, long milliseconds)
{
    return setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &milliseconds, sizeof milliseconds); // want "SO_SNDTIMEO takes a struct timeval"
}

int microseconds_bad(int s)
{
    struct timeval limit = {0, 1500000};

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit); // want "tv_usec of 'limit' is 1500000, but a second has 1000000 microseconds: setsockopt() fails with EDOM"
}

int member_bad(int s)
{
    struct timeval limit;

    limit.tv_sec = 0;
    limit.tv_usec = 1000 * 1000;
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit); // want "tv_usec of 'limit' is 1000000"
}

/* The descriptor goes elsewhere; the value is read here all the same. */
void keep(int s);

int escapes_bad(int s)
{
    unsigned int limit = 100;

    keep(s);
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (const char *)&limit, sizeof(limit)); // want "'limit' is a number"
}
