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

int bind_bad(SOCKET s)
{
    struct sockaddr_in6 here = {0};

    here.sin6_port = htons(8080);
    here.sin6_addr = in6addr_loopback;
    return bind(s, (SOCKADDR *)&here, sizeof here); // want "EAFNOSUPPORT (on Windows WSAEFAULT)"
}

int connect_bad(SOCKET s)
{
    struct sockaddr_in to = {0};

#ifndef _WIN32
    to.sin_family = AF_INET;
#endif
    to.sin_port = htons(8080);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return connect(s, (SOCKADDR *)&to, sizeof to); // want-windows "'to' has no address family"
}
