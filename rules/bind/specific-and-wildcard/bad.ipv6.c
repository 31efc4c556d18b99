#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int within_ipv6_bad(void)
{
    struct sockaddr_in6 any = {0}, local = {0};
    int a = socket(AF_INET6, SOCK_STREAM, 0);
    int b = socket(AF_INET6, SOCK_STREAM, 0);

    any.sin6_family = AF_INET6;
    any.sin6_port = htons(8080);
    any.sin6_addr = in6addr_any;
    local.sin6_family = AF_INET6;
    local.sin6_port = htons(8080);
    local.sin6_addr = in6addr_loopback;
    bind(a, (struct sockaddr *)&local, sizeof local);
    bind(b, (struct sockaddr *)&any, sizeof any); // want "binds the wildcard address :: on port 8080 while 'a' is bound to ::1"
    close(a);
    close(b);
    return 0;
}

/* IPV6_V6ONLY is off by default on Linux: the IPv6 wildcard wants the IPv4 port too. */
int dual_stack_bad(void)
{
    struct sockaddr_in6 any = {0};
    struct sockaddr_in local = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET6, SOCK_STREAM, 0);

    local.sin_family = AF_INET;
    local.sin_port = htons(8080);
    local.sin_addr.s_addr = inet_addr("127.0.0.1");
    any.sin6_family = AF_INET6;
    any.sin6_port = htons(8080);
    any.sin6_addr = in6addr_any;
    bind(a, (struct sockaddr *)&local, sizeof local);
    bind(b, (struct sockaddr *)&any, sizeof any); // want "on Windows, where an IPv6 socket leaves the IPv4 port alone unless IPV6_V6ONLY is switched off, both binds succeed; on Linux this second bind fails with EADDRINUSE"
    close(a);
    close(b);
    return 0;
}
