#include <winsock2.h>
#include <ws2tcpip.h>

// doc-begin
SOCKET open_listener_bad(void)
{
    SOCKADDR_IN addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0 || listen(s, SOMAXCONN) != 0) { // want "'s' is bound without"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
// doc-end

/* IPv6, and a port that the caller chooses. */
SOCKET port_given_bad(unsigned short port)
{
    SOCKADDR_IN6 addr = {0};
    SOCKET server = socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP);

    if (server == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(port);
    addr.sin6_addr = in6addr_any;
    if (bind(server, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR) { // want "'server' is bound without"
        closesocket(server);
        return INVALID_SOCKET;
    }
    if (listen(server, SOMAXCONN) == SOCKET_ERROR) {
        closesocket(server);
        return INVALID_SOCKET;
    }
    return server;
}

/* Datagrams can be taken as well. */
int receive_bad(char *buffer, int size)
{
    SOCKADDR_IN addr = {0};
    int n;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);

    if (s == INVALID_SOCKET)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5060);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0) { // want "take the datagrams"
        closesocket(s);
        return -1;
    }
    n = recvfrom(s, buffer, size, 0, NULL, NULL);
    closesocket(s);
    return n;
}
