#ifdef _WIN32
#include <winsock2.h>
#define CLOSE(s) closesocket(s)
#else
#include <sys/socket.h>
#include <unistd.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#define CLOSE(s) close(s)
#endif

int reset_bad(SOCKET listener)
{
    int on = 1;
    SOCKET conn = accept(listener, NULL, NULL);

    if (conn == INVALID_SOCKET)
        return -1;
    CLOSE(conn);
    return setsockopt(conn, SOL_SOCKET, SO_KEEPALIVE, (const char *)&on, sizeof on); // want "fails with EBADF (on Windows WSAENOTSOCK)"
}
