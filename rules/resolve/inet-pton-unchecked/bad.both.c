#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#define SOCKET int
#endif

int connect_bad(SOCKET s, const char *host)
{
    struct sockaddr_in to = {0};

    to.sin_family = AF_INET;
    if (inet_pton(AF_INET, host, &to.sin_addr) == -1) // want "this test takes bad text for success"
        return -1;
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int connect_windows_bad(SOCKET s, const char *host)
{
    struct sockaddr_in to = {0};

    to.sin_family = AF_INET;
#ifdef _WIN32
    InetPtonA(AF_INET, host, &to.sin_addr); // want-windows "Nothing tests whether InetPtonA() understood the text"
#else
    if (inet_pton(AF_INET, host, &to.sin_addr) != 1)
        return -1;
#endif
    return connect(s, (struct sockaddr *)&to, sizeof to);
}
