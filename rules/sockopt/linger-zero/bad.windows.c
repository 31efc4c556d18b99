#include <winsock2.h>

void finish_bad(SOCKET client)
{
    LINGER linger = {1, 0};

    setsockopt(client, SOL_SOCKET, SO_LINGER, (const char *)&linger, sizeof(linger)); // want "data not sent yet is lost"
    closesocket(client);
}
