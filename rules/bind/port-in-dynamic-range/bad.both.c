#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
typedef int SOCKET;
#endif

int everywhere_bad(SOCKET s)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(50000);
    return bind(s, (struct sockaddr *)&addr, sizeof(addr)); // want "Port 50000 lies in the range"
}

int linux_only_bad(SOCKET s)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(33000);
    return bind(s, (struct sockaddr *)&addr, sizeof(addr)); // want-posix "Port 33000 lies in the range"
}

int own_port_each_bad(SOCKET s)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
#ifdef _WIN32
    addr.sin_port = htons(52000);
#else
    addr.sin_port = htons(8080);
#endif
    return bind(s, (struct sockaddr *)&addr, sizeof(addr)); // want-windows "Port 52000 lies in the range"
}
