// not-compilable: the test cannot be read
#include <winsock2.h>

int damaged_ok(SOCKET s)
{
    if ((s ?? ) < 0)
        return 1;
    closesocket(s);
    return 0;
}
