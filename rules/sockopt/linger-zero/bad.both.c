#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

void finish_bad(SOCKET conn)
{
    struct linger linger = {1, 0};

    setsockopt(conn, SOL_SOCKET, SO_LINGER, (char *)&linger, sizeof linger); // want "data not sent yet is lost"
    closesocket(conn);
}
