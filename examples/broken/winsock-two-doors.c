/*
 * Winsock. A server with two doors: one for the administrator on this machine, one for everybody.
 *
 * What to look for
 *  - Both listeners use one port, the first at 127.0.0.1, the second at the wildcard address. Since Windows
 *    Server 2003 both bind() calls succeed, and who gets a connection depends on the address it was made to.
 *  - Port 51000 is one that Windows hands out to outgoing connections by itself.
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

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;

    admin = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    if (admin == INVALID_SOCKET) {
        WSACleanup();
        return 1;
    }
    ZeroMemory(&address, sizeof(address));
    address.sin_family = AF_INET;
    address.sin_port = htons(51000);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(admin, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR) {
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
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(everybody, (SOCKADDR *)&address, sizeof(address)) == SOCKET_ERROR) {
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
