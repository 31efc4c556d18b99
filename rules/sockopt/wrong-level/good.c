#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stddef.h>
#include <sys/socket.h>

// doc-begin
int send_at_once_ok(int s)
{
    int on = 1;

    return setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}
// doc-end

/* Linux has names of its own for the same numbers. */
int linux_names_ok(int s)
{
    int on = 1;

    if (setsockopt(s, SOL_TCP, TCP_NODELAY, &on, sizeof on) < 0)
        return -1;
    return setsockopt(s, SOL_IP, IP_TTL, &on, sizeof on);
}

/* These options are on both levels. */
int join_ok(int s, struct group_req *group)
{
    if (setsockopt(s, IPPROTO_IP, MCAST_JOIN_GROUP, group, sizeof *group) == 0)
        return 0;
    return setsockopt(s, IPPROTO_IPV6, MCAST_JOIN_GROUP, group, sizeof *group);
}

/* A level that nobody here knows. */
int looked_up_ok(int s)
{
    struct protoent *tcp = getprotobyname("tcp");
    int on = 1;

    return tcp == NULL ? -1 : setsockopt(s, tcp->p_proto, TCP_NODELAY, &on, sizeof on);
}

/* An option of the project's own. */
#define SO_PROJECT 77

int own_option_ok(int s)
{
    int on = 1;

    return setsockopt(s, IPPROTO_TCP, SO_PROJECT, &on, sizeof on);
}

/* The descriptor goes elsewhere. */
void keep(int s);

void escapes_ok(int s)
{
    int on = 1;

    keep(s);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
}
