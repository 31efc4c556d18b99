/*
 * Both platforms in one file. An echo server that serves one client after the other.
 *
 * What was mended
 *  - Each platform gets its own option: SO_EXCLUSIVEADDRUSE on Windows, SO_REUSEADDR elsewhere.
 *  - IPV6_V6ONLY is cleared before bind(), so IPv4 clients are served on every system that can do both.
 */
#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#pragma comment(lib, "Ws2_32.lib")
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif
#include <string.h>

static void echo(SOCKET client)
{
    char text[512];
    int length;

    while ((length = (int)recv(client, text, sizeof text, 0)) > 0) {
        if (send(client, text, length, 0) != length)
            break;
    }
}

static int serve(void)
{
    struct sockaddr_in6 address;
    int on = 1;
    int off = 0;
    SOCKET listener = socket(AF_INET6, SOCK_STREAM, 0);

    if (listener == INVALID_SOCKET)
        return 1;
    memset(&address, 0, sizeof address);
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(8007);
    address.sin6_addr = in6addr_any;
#ifdef _WIN32
    setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof on);
#else
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
#endif
    if (setsockopt(listener, IPPROTO_IPV6, IPV6_V6ONLY, (const char *)&off, sizeof off) != 0) {
        closesocket(listener);
        return 1;
    }
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0) {
        closesocket(listener);
        return 1;
    }
    if (listen(listener, SOMAXCONN) != 0) {
        closesocket(listener);
        return 1;
    }
    for (;;) {
        SOCKET client = accept(listener, NULL, NULL);

        if (client == INVALID_SOCKET)
            continue;
        echo(client);
        closesocket(client);
    }
}

int main(void)
{
#ifdef _WIN32
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;
#endif
    return serve();
}
