#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#define SOCKET_ERROR (-1)
#endif

int listen_bad(SOCKET s)
{
    if (listen(s, SOMAXCONN) == 1) // want "returns 0 on success and SOCKET_ERROR on failure"
        return -1;
    return 0;
}

SOCKET open_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (!s) // want "it returns INVALID_SOCKET then"
        return INVALID_SOCKET;
    return s;
}
