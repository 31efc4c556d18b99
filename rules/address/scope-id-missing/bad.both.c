#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/socket.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#endif

int connect_bad(SOCKET s)
{
    struct sockaddr_in6 to = {0};

    to.sin6_family = AF_INET6;
    to.sin6_port = htons(8080);
    inet_pton(AF_INET6, "fe80::1", &to.sin6_addr);
    return connect(s, (SOCKADDR *)&to, sizeof to); // want "'to' is fe80::1"
}

int bind_bad(SOCKET s)
{
    struct sockaddr_in6 here = {0};

    here.sin6_family = AF_INET6;
    here.sin6_port = htons(8080);
    inet_pton(AF_INET6, "fe80::2", &here.sin6_addr);
#ifndef _WIN32
    here.sin6_scope_id = if_nametoindex("eth0");
#endif
    return bind(s, (SOCKADDR *)&here, sizeof here); // want-windows "'here' is fe80::2"
}
