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

/* Windows has no such ports. */
SOCKET open_bad(void)
{
    struct sockaddr_in addr = {0};
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(514);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0) { // want-posix "Port 514 is below 1024"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
