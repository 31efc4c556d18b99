#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#endif

int connect_bad(SOCKET s)
{
    struct sockaddr_in6 to;

#ifndef _WIN32
    memset(&to, 0, sizeof to);
#endif
    to.sin6_family = AF_INET6;
    to.sin6_port = htons(8080);
    to.sin6_addr = in6addr_loopback;
    return connect(s, (SOCKADDR *)&to, sizeof to); // want-windows "from sin6_flowinfo and sin6_scope_id is whatever"
}

int bind_bad(SOCKET s)
{
    struct sockaddr_in6 here;

    here.sin6_family = AF_INET6;
    here.sin6_port = htons(8080);
    here.sin6_addr = in6addr_any;
    return bind(s, (SOCKADDR *)&here, sizeof here); // want "from sin6_flowinfo and sin6_scope_id is whatever"
}
