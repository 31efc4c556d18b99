// not-compilable: what follows the call cannot be read
#include <winsock2.h>

int damaged_ok(void)
{
    WSADATA data;

    WSAStartup(MAKEWORD(2, 2), &data);
    if ((data.wVersion ?? )
        return 1;
}
