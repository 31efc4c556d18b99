#include <stdio.h>
#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
#endif

int on_both_bad(void)
{
    struct sockaddr_in addr = {0};
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    int s = (int)socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(7000);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        closesocket(s);
        return -1;
    }
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("serving on %s\n", inet_ntoa(own.sin_addr)); // want "bound to the wildcard address"
    return s;
}
