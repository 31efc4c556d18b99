#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#endif

int connect_bad(SOCKET s, struct sockaddr_in6 *to)
{
    return connect(s, (SOCKADDR *)to, sizeof(SOCKADDR)); // want "fails with EINVAL (on Windows WSAEFAULT)"
}

int bind_bad(SOCKET s)
{
    struct sockaddr_in6 here = {0};

    here.sin6_family = AF_INET6;
#ifdef _WIN32
    return bind(s, (SOCKADDR *)&here, sizeof(SOCKADDR_IN)); // want-windows "fails with WSAEFAULT"
#else
    return bind(s, (struct sockaddr *)&here, sizeof(here));
#endif
}
