#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

int on_both_systems_bad(void)
{
    struct sockaddr_in addr = {0};
    SOCKET a = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want "on Windows Server 2003 and later this second bind succeeds and both sockets share port 8080; on Linux it fails with EADDRINUSE"
    closesocket(a);
    closesocket(b);
    return 0;
}

/* Linux lets datagram sockets that both ask for it share the port: on purpose there, not so on Windows. */
int shared_datagrams_windows_bad(void)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET a = socket(AF_INET, SOCK_DGRAM, 0);
    SOCKET b = socket(AF_INET, SOCK_DGRAM, 0);

    setsockopt(a, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    setsockopt(b, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want-windows "With SO_REUSEADDR on both sockets, on Windows Server 2003 and later this second bind succeeds"
    closesocket(a);
    closesocket(b);
    return 0;
}

int only_windows_mixes_bad(void)
{
    struct sockaddr_in addr = {0};
    SOCKET a = socket(AF_INET, SOCK_STREAM, 0);
    SOCKET b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    bind(a, (struct sockaddr *)&addr, sizeof addr);
#ifdef _WIN32
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
#else
    addr.sin_port = htons(8081);
#endif
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want-windows "port 8080"
    closesocket(a);
    closesocket(b);
    return 0;
}
