#include <winsock2.h>

/* Once in the program; the end of the process gives it back. */
int start(void)
{
    WSADATA data;

    return WSAStartup(MAKEWORD(2, 2), &data);
}

int ask(const struct sockaddr *peer, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    if (connect(s, peer, length) == 0)
        send(s, "?", 1, 0);
    closesocket(s);
    return 0;
}
