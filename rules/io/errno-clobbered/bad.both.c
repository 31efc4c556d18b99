#include <stdio.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

#ifdef _WIN32
SOCKET dial_bad(const struct sockaddr_in *peer)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return s;
    if (connect(s, (const struct sockaddr *)peer, sizeof *peer) == SOCKET_ERROR) {
        closesocket(s);
        printf("connect: %d\n", WSAGetLastError()); // want-windows "'WSAGetLastError()' is to tell why connect() failed, but closesocket() ran in between"
        return INVALID_SOCKET;
    }
    return s;
}
#else
int listen_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (listen(s, 16) < 0) {
        close(s);
        perror("listen"); // want-posix "but close() ran in between"
        return -1;
    }
    return s;
}
#endif
