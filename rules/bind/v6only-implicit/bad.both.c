#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

SOCKET portable_bad(unsigned short port)
{
    struct sockaddr_in6 addr = {0};
    SOCKET s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(port);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0) { // want "Whether 's' serves IPv4 clients too"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

/* Windows alone is told. */
SOCKET windows_only_bad(unsigned short port)
{
    struct sockaddr_in6 addr = {0};
    SOCKET s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(port);
#ifdef _WIN32
    int off = 0;
    setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, (const char *)&off, sizeof off);
#endif
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0) { // want-posix "Whether 's' serves IPv4 clients too"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
