/*
 * Winsock. A server that serves one client, closes everything, and opens its port again.
 *
 * What was mended
 *  - SO_EXCLUSIVEADDRUSE alone: the port is nobody else's.
 *  - The connection is shut down and read to the client's end before it is closed, so nothing holds the port.
 *  - bind() is tried again for a while, as a connection can linger all the same.
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
    char rest[512];
    int attempt;

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
    shutdown(client, SD_SEND);
    while (recv(client, rest, sizeof(rest), 0) > 0) {
    }
    closesocket(client);
    closesocket(listener);

    listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (listener == INVALID_SOCKET) {
        WSACleanup();
        return 1;
    }
    setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on));
    for (attempt = 0; attempt < 10; attempt++) {
        if (bind(listener, (SOCKADDR *)&address, sizeof(address)) == 0)
            break;
        printf("second bind: %d\n", WSAGetLastError());
        Sleep(500);
    }
    closesocket(listener);
    WSACleanup();
    return 0;
}
