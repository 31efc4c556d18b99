#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

SOCKET listener_bad(void)
{
    struct sockaddr_in here = {0};
    SOCKET s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    here.sin_family = AF_INET;
    here.sin_port = htons(8080);
    if (bind(s, (SOCKADDR *)&here, sizeof here) != 0) { // want "EAFNOSUPPORT or EINVAL (on Windows WSAEFAULT)"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

int constant_bad(SOCKET s)
{
    struct sockaddr_in6 to = {0};

#ifdef _WIN32
    to.sin6_family = AF_INET;
#else
    to.sin6_family = AF_INET6;
#endif
    to.sin6_port = htons(8080);
    return connect(s, (SOCKADDR *)&to, sizeof to); // want-windows "'to' is a struct sockaddr_in6, but its family says AF_INET"
}
