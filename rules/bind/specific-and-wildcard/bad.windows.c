#include <winsock2.h>

/* The wildcard goes to all interfaces but the one that is taken exclusively. */
int exclusive_then_wildcard_bad(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(a, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR)
        return -1;
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(b, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR) // want "With SO_EXCLUSIVEADDRUSE on the first socket, no option on the second, on Windows Server 2003 and later this second bind succeeds and both sockets share port 8080."
        return -1;
    closesocket(a);
    closesocket(b);
    return 0;
}

int exclusive_wildcard_first_bad(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    bind(b, (SOCKADDR *)&addr, sizeof(addr)); // want "on Windows Server 2003 and later this second bind fails with WSAEACCES (10013)"
    closesocket(a);
    closesocket(b);
    return 0;
}

/* On Windows an IPv6 socket takes the IPv4 port only when IPV6_V6ONLY is switched off. */
int separate_stacks_ok(void)
{
    struct sockaddr_in6 any = {0};
    SOCKADDR_IN local = {0};
    SOCKET a = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET b = socket(AF_INET6, SOCK_STREAM, 0);

    local.sin_family = AF_INET;
    local.sin_port = htons(8080);
    local.sin_addr.s_addr = inet_addr("127.0.0.1");
    any.sin6_family = AF_INET6;
    any.sin6_port = htons(8080);
    any.sin6_addr = in6addr_any;
    bind(a, (SOCKADDR *)&local, sizeof(local));
    bind(b, (SOCKADDR *)&any, sizeof(any));
    closesocket(a);
    closesocket(b);
    return 0;
}
