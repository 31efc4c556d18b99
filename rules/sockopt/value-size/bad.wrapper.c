#include <stdbool.h>
#include <sys/socket.h>

#define set_option setsockopt

int through_macro_bad(int s)
{
    bool on = true;

    return set_option(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "gets 1 byte of SO_REUSEADDR"
}

static int set(int s, const void *value, socklen_t length)
{
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, value, length);
}

/* What the callee does with it is judged there, and nothing is known of it there. */
int through_function_ok(int s)
{
    bool on = true;

    return set(s, &on, sizeof on);
}
