#include <winsock2.h>

static SOCKET make_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static void fill(SOCKADDR_IN *addr, unsigned short port)
{
    ZeroMemory(addr, sizeof(*addr));
    addr->sin_family = AF_INET;
    addr->sin_port = htons(port);
}

/* Helpers make the socket and its address. */
int through_helpers_bad(void)
{
    SOCKADDR_IN addr;
    SOCKET s = make_socket();
    unsigned short port = 8080;

    if (s == INVALID_SOCKET)
        return -1;
    fill(&addr, port);
    while (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0) {
        if (WSAGetLastError() == WSAEADDRINUSE) { // want "Treat WSAEACCES the same way"
            fill(&addr, ++port);
            continue;
        }
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return port;
}
