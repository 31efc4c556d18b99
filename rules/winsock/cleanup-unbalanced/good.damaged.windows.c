// not-compilable: a parenthesis is missing
#include <winsock2.h>

void damaged_ok(SOCKET s)
{
    WSACleanup();
    if ((( ?? )
        return;
    closesocket(s);
}
