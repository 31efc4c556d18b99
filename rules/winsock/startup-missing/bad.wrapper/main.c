#include <stdio.h>
#include <winsock2.h>

SOCKET open_stream(void);

int main(void)
{
    SOCKET s = open_stream();

    if (s == INVALID_SOCKET)
        return 1;
    puts("open");
    closesocket(s);
    return 0;
}
