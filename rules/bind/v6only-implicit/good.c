#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener_ok(void)
{
    struct sockaddr_in6 addr = {0};
    int on = 1, off = 0;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) < 0) {
        close(s);
        return -1;
    }
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(8080);
    addr.sin6_addr = in6addr_any;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

static int receive_at(int s, unsigned short port)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* A specific address has no second protocol. */
int loopback_ok(void)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(5060)};
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    addr.sin6_addr = in6addr_loopback; // drop -> want "Whether 's' serves"
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}

static void only_ipv6(int s)
{
    int on = 1;

    setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
}

int set_in_helper_ok(void)
{
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    only_ipv6(s); // drop -> want "Whether 's' serves"
    if (receive_at(s, 5060) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A setting of the user. */
int chosen_ok(int both)
{
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (!both)
        only_ipv6(s);
    if (receive_at(s, 5060) < 0) {
        close(s);
        return -1;
    }
    return s;
}

void prepare(int s);

/* Whoever gets it may set it. */
int escaped_ok(void)
{
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    prepare(s); // drop -> want "Whether 's' serves"
    if (receive_at(s, 5060) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A client has no port that others know. */
int client_ok(void)
{
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (receive_at(s, 0) < 0) {
        close(s);
        return -1;
    }
    return s;
}
