#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#define SET_OPTION(s, level, name, on) setsockopt((s), (level), (name), &(on), sizeof(on))

int through_macro_bad(int s)
{
    int on = 1;

    return SET_OPTION(s, SOL_SOCKET, TCP_NODELAY, on); // want "TCP_NODELAY is an option of IPPROTO_TCP"
}

/* Which level and which option only the callers know. */
static int set(int s, int level, int name, int on)
{
    return setsockopt(s, level, name, &on, sizeof on);
}

int through_function_ok(int s)
{
    return set(s, SOL_SOCKET, SO_KEEPALIVE, 1);
}
