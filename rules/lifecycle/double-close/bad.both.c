#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
#define SOCKET int
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

int one_of_two_bad(SOCKET listener, int refuse)
{
    SOCKET conn = accept(listener, NULL, NULL);

    if (conn == INVALID_SOCKET)
        return -1;
    if (refuse)
        closesocket(conn);
    closesocket(conn); // want "fails with EBADF (on Windows WSAENOTSOCK)"
    return 0;
}

int windows_only_bad(SOCKET listener)
{
    SOCKET conn = accept(listener, NULL, NULL);

    if (conn == INVALID_SOCKET)
        return -1;
#ifdef _WIN32
    closesocket(conn);
#endif
    closesocket(conn); // want-windows "fails with EBADF (on Windows WSAENOTSOCK)"
    return 0;
}
