#ifdef _WIN32
#include <winsock2.h>
#define close closesocket
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#endif

int serve_bad(const struct sockaddr_in *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) != 0) {
        close(s);
        return -1;
    }
    listen(s, SOMAXCONN); // want "Nothing tests whether listen() failed"
    close(s);
    return 0;
}
