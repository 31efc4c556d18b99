#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int serve(int admin, int public);

// doc-begin
int two_ports_ok(void)
{
    struct sockaddr_in addr;
    int admin = socket(AF_INET, SOCK_STREAM, 0);
    int public = socket(AF_INET, SOCK_STREAM, 0);

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8081);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(admin, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(admin, 5) < 0)
        goto fail;

    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(public, (struct sockaddr *)&addr, sizeof addr) < 0)
        goto fail;
    return serve(admin, public);
fail:
    close(admin);
    close(public);
    return -1;
}
// doc-end

int closed_before_ok(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    close(a); // drop -> want "while 'a' is bound to 127.0.0.1"
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    close(b);
    return 0;
}

int tcp_and_udp_ok(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_DGRAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    close(a);
    close(b);
    return 0;
}

int v6only_ok(void)
{
    struct sockaddr_in6 any = {0};
    struct sockaddr_in local = {0};
    int on = 1;
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET6, SOCK_STREAM, 0);

    local.sin_family = AF_INET;
    local.sin_port = htons(8080);
    local.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&local, sizeof local);
    setsockopt(b, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on); // drop -> want "on Linux this second bind fails with EADDRINUSE"
    any.sin6_family = AF_INET6;
    any.sin6_port = htons(8080);
    any.sin6_addr = in6addr_any;
    bind(b, (struct sockaddr *)&any, sizeof any);
    close(a);
    close(b);
    return 0;
}

int either_or_ok(int local)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    if (local) {
        addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        bind(a, (struct sockaddr *)&addr, sizeof addr);
    } else {
        addr.sin_addr.s_addr = htonl(INADDR_ANY);
        bind(b, (struct sockaddr *)&addr, sizeof addr);
    }
    close(a);
    close(b);
    return 0;
}

/* Which one is chosen when the program is built. */
int chosen_at_build_ok(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
#ifdef LISTEN_LOCALLY
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
#endif
#ifdef LISTEN_EVERYWHERE
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
#endif
    close(a);
    close(b);
    return 0;
}

/* One address after the other on one socket: the first bind failed when the second one runs. */
int fallback_ok(void)
{
    struct sockaddr_in addr = {0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("10.0.0.1");
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) {
        addr.sin_addr.s_addr = htonl(INADDR_ANY);
        if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) {
            close(fd);
            return -1;
        }
    }
    return fd;
}

int unknown_port_ok(unsigned short one, unsigned short two)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(one);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_port = htons(two);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    close(a);
    close(b);
    return 0;
}

/* Port 0: the system picks two different ones. */
int any_port_ok(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = 0;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    close(a);
    close(b);
    return 0;
}

/* Asked for on both sockets, and Linux grants it. */
int shared_datagrams_ok(void)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    int a = socket(AF_INET, SOCK_DGRAM, 0);
    int b = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(a, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // drop -> want "on Linux it fails with EADDRINUSE"
    setsockopt(b, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5353);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    close(a);
    close(b);
    return 0;
}

int use_and_close(int fd);

/* The first socket is out of sight: it may be closed when the second one is bound. */
int escaped_ok(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    use_and_close(a); // drop -> want "while 'a' is bound to 127.0.0.1"
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr);
    close(b);
    return 0;
}
