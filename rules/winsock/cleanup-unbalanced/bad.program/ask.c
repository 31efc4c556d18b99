#include <winsock2.h>

int ask(const struct sockaddr *peer, int length)
{
    WSADATA data;
    SOCKET s;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0) // want "ask() starts Winsock each time that it is called, and nothing in this program calls WSACleanup()"
        return -1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, peer, length) == 0)
        send(s, "?", 1, 0);
    closesocket(s);
    return 0;
}
