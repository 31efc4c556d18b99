#include <stdio.h>
#include <string.h>
#include <winsock2.h>

// doc-begin
int main(void)
{
    SOCKADDR_IN peer;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0); // want "No part of this program calls WSAStartup(), so that on Windows socket() fails with WSANOTINITIALISED"

    if (s == INVALID_SOCKET) {
        printf("socket: %d\n", WSAGetLastError());
        return 1;
    }
    memset(&peer, 0, sizeof(peer));
    peer.sin_family = AF_INET;
    peer.sin_port = htons(80);
    peer.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(s, (SOCKADDR *)&peer, sizeof(peer)) == 0)
        send(s, "hello", 5, 0);
    closesocket(s);
    return 0;
}
// doc-end
