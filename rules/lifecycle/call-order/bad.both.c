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

/* POSIX lets TCP listen on a port that the system chooses. */
int listen_unbound_bad(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (listen(s, SOMAXCONN) != 0) { // want-windows "has no local address yet: listen() fails with WSAEINVAL"
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}

int accept_too_early_bad(const struct sockaddr_in *addr)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) == 0) {
        SOCKET conn = accept(s, NULL, NULL); // want "fails with EINVAL (on Windows WSAEINVAL)"
        if (conn != INVALID_SOCKET)
            closesocket(conn);
    }
    closesocket(s);
    return 0;
}
