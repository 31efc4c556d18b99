/*
 * Winsock. A server with two doors: one for the administrator on this machine, one for everybody.
 *
 * What was mended
 *  - Each door has a port of its own, so no address form decides who is served.
 *  - SO_EXCLUSIVEADDRUSE keeps other programs from binding the same ports.
 *  - Both ports lie below the ranges that Windows and Linux hand out by themselves.
 */
#include <winsock2.h>
#include <ws2tcpip.h>
#include <stdio.h>

#pragma comment(lib, "Ws2_32.lib")

int main(void)
{
    WSADATA data;
    SOCKET admin;
    SOCKET everybody;
    SOCKET visitor;
    SOCKADDR_IN address;
    BOOL on = TRUE;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;

    admin = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (admin == INVALID_SOCKET) {
        WSACleanup();
        return 1;
    }
    ZeroMemory(&address, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons(8100);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (setsockopt(admin, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on)) == SOCKET_ERROR
        || bind(admin, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR) {
        printf("bind (admin): %d\n", WSAGetLastError());
        closesocket(admin);
        WSACleanup();
        return 1;
    }

    everybody = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (everybody == INVALID_SOCKET) {
        closesocket(admin);
        WSACleanup();
        return 1;
    }
    address.sin_port = htons(8101);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    if (setsockopt(everybody, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof(on)) == SOCKET_ERROR
        || bind(everybody, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR) {
        printf("bind (everybody): %d\n", WSAGetLastError());
        closesocket(everybody);
        closesocket(admin);
        WSACleanup();
        return 1;
    }

    if (listen(admin, SOMAXCONN) != SOCKET_ERROR && listen(everybody, SOMAXCONN) != SOCKET_ERROR) {
        visitor = accept(everybody, NULL, NULL);
        if (visitor != INVALID_SOCKET) {
            send(visitor, "hello\r\n", 7, 0);
            closesocket(visitor);
        }
    }
    closesocket(everybody);
    closesocket(admin);
    WSACleanup();
    return 0;
}
