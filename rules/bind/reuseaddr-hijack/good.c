#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

// doc-begin
SOCKET open_server_ok(unsigned short port)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

#ifdef _WIN32
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof on);
#else
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
// doc-end

int not_for_windows_ok(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    (void)on;
#ifndef _WIN32
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    closesocket(s);
    return 0;
}

int switched_off_ok(const struct sockaddr_in *addr)
{
    int off = 0;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&off, sizeof off);
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    closesocket(s);
    return 0;
}

int value_from_outside_ok(const struct sockaddr_in *addr, int reuse)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&reuse, sizeof reuse);
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    closesocket(s);
    return 0;
}

#ifdef _WIN32
/* The second option is refused; bind/reuse-and-exclusive reports the pair. */
int exclusive_too_ok(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof on); // drop -> want "SO_REUSEADDR on 's'"
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    closesocket(s);
    return 0;
}
#endif

/* Members of a multicast group share the port by design. */
int multicast_ok(const struct ip_mreq *group)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5353);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(s, (struct sockaddr *)&addr, sizeof addr);
    setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, (const char *)group, sizeof *group); // drop -> want "SO_REUSEADDR on 's'"
    closesocket(s);
    return 0;
}

int multicast_ipv6_ok(const struct ipv6_mreq *group)
{
    struct sockaddr_in6 addr = {0};
    int on = 1;
    SOCKET s = socket(AF_INET6, SOCK_DGRAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(5353);
    bind(s, (struct sockaddr *)&addr, sizeof addr);
    setsockopt(s, IPPROTO_IPV6, IPV6_JOIN_GROUP, (const char *)group, sizeof *group); // drop -> want "SO_REUSEADDR on 's'"
    closesocket(s);
    return 0;
}

int never_bound_ok(const struct sockaddr_in *peer)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    connect(s, (const struct sockaddr *)peer, sizeof *peer);
    closesocket(s);
    return 0;
}

void join_groups(SOCKET s);

/* Whoever gets the datagram socket may join a group with it. */
int escaped_ok(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    join_groups(s); // drop -> want "SO_REUSEADDR on 's'"
    closesocket(s);
    return 0;
}

SOCKET returned_datagram_ok(const struct sockaddr_in *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    return s;
}
