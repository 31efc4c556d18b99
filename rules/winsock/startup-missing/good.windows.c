#include <stdio.h>
#include <winsock2.h>

// doc-begin
int main(void)
{
    WSADATA data;
    SOCKET s;
    int rc = WSAStartup(MAKEWORD(2, 2), &data);

    if (rc != 0) {
        printf("WSAStartup: %d\n", rc);
        return 1;
    }
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s != INVALID_SOCKET)
        closesocket(s);
    WSACleanup();
    return 0;
}
// doc-end
