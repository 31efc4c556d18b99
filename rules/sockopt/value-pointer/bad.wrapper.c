#include <stddef.h>
#include <sys/socket.h>

#define SET(s, name, value) setsockopt((s), SOL_SOCKET, (name), (value), sizeof(int))

int through_macro_bad(int s)
{
    int on;

    return SET(s, SO_KEEPALIVE, &on); // want "Nothing was assigned to 'on'"
}

/* Who calls is judged where the value is read, and nothing is known of it there. */
static int set(int s, int name, const int *value)
{
    return setsockopt(s, SOL_SOCKET, name, value, sizeof *value);
}

int through_function_ok(int s)
{
    int on;

    return set(s, SO_KEEPALIVE, &on);
}
