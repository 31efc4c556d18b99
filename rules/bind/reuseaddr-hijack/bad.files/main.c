#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif
#include "net.h"

/* The fault is told once, not again for each server that is opened. */
int main(void)
{
    SOCKET plain = open_server("127.0.0.1", "8080");
    SOCKET admin = open_server("127.0.0.1", "8081");

    if (plain == INVALID_SOCKET || admin == INVALID_SOCKET)
        return 1;
    closesocket(plain);
    closesocket(admin);
    return 0;
}
