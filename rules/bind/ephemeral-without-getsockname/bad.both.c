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

int everywhere_bad(void)
{
    struct sockaddr_in addr = {0};
    SOCKET connection;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want "'s' listens on a port that the system chooses"
        closesocket(s);
        return -1;
    }
    connection = accept(s, NULL, NULL);
    closesocket(s);
    if (connection == INVALID_SOCKET)
        return -1;
    closesocket(connection);
    return 0;
}

/* A fixed port on one system. */
int on_one_bad(void)
{
    struct sockaddr_in addr = {0};
    SOCKET connection;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
#ifdef _WIN32
    addr.sin_port = htons(8080);
#endif
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want-posix "'s' listens on a port that the system chooses"
        closesocket(s);
        return -1;
    }
    connection = accept(s, NULL, NULL);
    closesocket(s);
    if (connection == INVALID_SOCKET)
        return -1;
    closesocket(connection);
    return 0;
}
