#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <sys/time.h>
#define SOCKET int
#endif

// doc-begin
int set_limit_ok(SOCKET s, unsigned milliseconds)
{
#ifdef _WIN32
    DWORD limit = milliseconds;
#else
    struct timeval limit = {milliseconds / 1000, milliseconds % 1000 * 1000};
#endif

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (char *)&limit, sizeof limit);
}
// doc-end

#ifndef _WIN32
/* Whole seconds are in tv_sec. */
int second_and_a_half_ok(int s)
{
    struct timeval limit = {1, 500000};

    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
}

int given_ok(int s, const struct timeval *limit)
{
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, limit, sizeof *limit);
}

int unknown_ok(int s, const void *limit, socklen_t length)
{
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, limit, length);
}

/* Another level has another option under that number; it is no time limit. */
int other_option_ok(int s)
{
    int size = 5000;

    return setsockopt(s, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}
#endif

/* A type of the project's own, of which nothing is known here. */
typedef struct project_time project_time;
project_time *project_limit(void);

int own_type_ok(SOCKET s)
{
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, (char *)project_limit(), 8);
}

/* The descriptor goes elsewhere. */
void keep(SOCKET s);

int escapes_ok(SOCKET s)
{
    keep(s);
    return set_limit_ok(s, 100);
}
