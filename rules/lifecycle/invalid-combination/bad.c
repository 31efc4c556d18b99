#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <linux/netlink.h>
#include <unistd.h>

// doc-begin
int open_ping(void)
{
    return socket(AF_INET, SOCK_RAW, 0); // want "speaks the protocol 0: on Linux socket() fails with EPROTONOSUPPORT"
}
// doc-end

int any_family_bad(void)
{
    return socket(AF_UNSPEC, SOCK_STREAM, 0); // want "socket() has no sockets of the family AF_UNSPEC"
}

int flags_bad(void)
{
    return socket(AF_INET6, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_IP); // want "EPROTONOSUPPORT"
}

int route_bad(void)
{
    return socket(AF_NETLINK, SOCK_STREAM, 0); // want "The family AF_NETLINK has no sockets of the type SOCK_STREAM: socket() fails with ESOCKTNOSUPPORT"
}
