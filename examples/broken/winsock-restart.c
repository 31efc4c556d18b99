/*
 * Winsock. A server that serves one client, closes everything, and opens its port again.
 *
 * What to look for
 *  - SO_REUSEADDR and SO_EXCLUSIVEADDRUSE are set on one socket, though they ask for opposite things.
 *  - The connection is closed without waiting for the client's end. While it lingers, the exclusive port stays
 *    taken, and the second bind() can fail with WSAEADDRINUSE or WSAEACCES.
 */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <stdio.h>

#pragma comment(lib, "Ws2_32.lib")

int main(void)
{
    WSADATA data;
    SOCKADDR_IN address;
    SOCKET listener;
    SOCKET client;
    BOOL on = TRUE;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;
    ZeroMemory(&address, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons(8200);
    address.sin_addr.s_addr = htonl(INADDR_ANY);

    listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (listener == INVALID_SOCKET) {
        WSACleanup();
        return 1;
    }
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof(on));
    setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on));
    if (bind(listener, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR
        || listen(listener, SOMAXCONN) == SOCKET_ERROR) {
        closesocket(listener);
        WSACleanup();
        return 1;
    }
    client = accept(listener, NULL, NULL);
    if (client == INVALID_SOCKET) {
        closesocket(listener);
        WSACleanup();
        return 1;
    }
    send(client, "bye\r\n", 5, 0);
    closesocket(client);
    closesocket(listener);

    listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (listener == INVALID_SOCKET) {
        WSACleanup();
        return 1;
    }
    setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on));
    if (bind(listener, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR)
        printf("second bind: %d\n", WSAGetLastError());
    closesocket(listener);
    WSACleanup();
    return 0;
}
