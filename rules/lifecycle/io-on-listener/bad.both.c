#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

int serve_bad(const struct sockaddr_in *addr, char *buffer)
{
    int n = -1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) == 0 && listen(s, 16) == 0)
        n = (int)recv(s, buffer, 16, 0); // want "recv() fails with ENOTCONN (on Windows WSAENOTCONN)"
    closesocket(s);
    return n;
}
