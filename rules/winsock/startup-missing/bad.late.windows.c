#include <stdio.h>
#include <winsock2.h>

int main(void)
{
    WSADATA data;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0); // want "WSAStartup() is called only behind this line, so that on Windows socket() fails here"

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;
    closesocket(s);
    WSACleanup();
    return 0;
}
