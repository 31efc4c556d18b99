#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/socket.h>

// doc-begin
int keep_alive_bad(int s)
{
    int on;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on); // want "Nothing was assigned to 'on' before setsockopt() reads the value of SO_KEEPALIVE from it"
}
// doc-end

int number_bad(int s)
{
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (void *)1, sizeof(int)); // want "'(void *)1' is a number, but setsockopt() takes the address of the value"
    return s;
}

int variable_bad(int s, int on)
{
    return setsockopt(s, IPPROTO_TCP, TCP_NODELAY, (char *)(long)on, sizeof on); // want "is a number, but setsockopt()"
}

int null_bad(int s)
{
    setsockopt(s, SOL_SOCKET, SO_BROADCAST, NULL, sizeof(int)); // want "The value of SO_BROADCAST is a NULL pointer here"
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, 0, 0); // want "The value of SO_KEEPALIVE is a NULL pointer here"
}

int pointer_bad(int s, const int *on)
{
    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on); // want "'&on' is the address of a pointer"
}

int linger_bad(int s)
{
    struct linger linger;

    return setsockopt(s, SOL_SOCKET, SO_LINGER, &linger, sizeof linger); // want "Nothing was assigned to 'linger'"
}

/* The descriptor goes elsewhere; the value is read here all the same. */
void keep(int s);

int escapes_bad(int s)
{
    int on;

    keep(s);
    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof on); // want "Nothing was assigned to 'on'"
}
