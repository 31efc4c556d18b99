#include <sys/socket.h>
#include <sys/time.h>

#define SET_LIMIT(s, name, value, length) setsockopt((s), SOL_SOCKET, (name), (value), (length))

int through_macro_bad(int s)
{
    int milliseconds = 5000;

    return SET_LIMIT(s, SO_RCVTIMEO, &milliseconds, sizeof milliseconds); // want "'milliseconds' is a number"
}

static int set_limit(int s, const void *value, socklen_t length)
{
    return setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, value, length);
}

/* What the callee does with it is judged there, and nothing is known of it there. */
int through_function_ok(int s)
{
    int milliseconds = 5000;

    return set_limit(s, &milliseconds, sizeof milliseconds);
}
