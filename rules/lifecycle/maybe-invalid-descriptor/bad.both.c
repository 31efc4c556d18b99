#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#endif

int serve_bad(const struct sockaddr_in *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) != 0) // want "fails with EBADF (on Windows WSAENOTSOCK)"
        return 1;
    return listen(s, 16);
}
