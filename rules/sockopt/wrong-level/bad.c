#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

// doc-begin
int send_at_once_bad(int s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, TCP_NODELAY, &on, sizeof on); // want "TCP_NODELAY is an option of IPPROTO_TCP. On the level SOL_SOCKET its number means another option or none"
}
// doc-end

int keep_alive_bad(int s)
{
    int on = 1;

    return setsockopt(s, IPPROTO_TCP, SO_KEEPALIVE, &on, sizeof on); // want "SO_KEEPALIVE is an option of SOL_SOCKET"
}

int six_only_bad(int s)
{
    int on = 1;

    if (setsockopt(s, IPPROTO_IP, IPV6_V6ONLY, &on, sizeof on) < 0) // want "IPV6_V6ONLY is an option of IPPROTO_IPV6"
        return -1;
    return setsockopt(s, SOL_SOCKET, IP_TTL, &on, sizeof on); // want "IP_TTL is an option of IPPROTO_IP"
}

int join_bad(int s, struct ip_mreq *group)
{
    return setsockopt(s, IPPROTO_UDP, IP_ADD_MEMBERSHIP, group, sizeof *group); // want "IP_ADD_MEMBERSHIP is an option of IPPROTO_IP"
}

int error_of_bad(int s)
{
    int error = 0;
    socklen_t length = sizeof error;

    getsockopt(s, IPPROTO_TCP, SO_ERROR, &error, &length); // want "SO_ERROR is an option of SOL_SOCKET"
    return error;
}

/* The descriptor goes elsewhere; the level is wrong all the same. */
void keep(int s);

void escapes_bad(int s)
{
    int on = 1;

    keep(s);
    setsockopt(s, SOL_IP, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is an option of SOL_SOCKET"
}
