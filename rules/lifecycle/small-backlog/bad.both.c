#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
#endif

int on_both_bad(const struct sockaddr_in *addr)
{
    int s = (int)socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, 0) < 0) { // want "With a backlog of 0"
        closesocket(s);
        return -1;
    }
    return s;
}

#ifdef _WIN32
int hint_ok(SOCKET s, const struct sockaddr_in *addr)
{
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) == SOCKET_ERROR)
        return -1;
    return listen(s, -200);
}
#endif
