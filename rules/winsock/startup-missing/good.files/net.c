#include <winsock2.h>

int start(void)
{
    WSADATA data;

    return WSAStartup(MAKEWORD(2, 2), &data);
}

SOCKET open_stream(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
