#include <winsock2.h>
#include <ws2tcpip.h>

int first_bad(SOCKET s)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(49152);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    return bind(s, (SOCKADDR *)&addr, sizeof(addr)); // want "Port 49152 lies in the range"
}

/* Windows hands out 49152 and above only; Linux would hand out this one. */
int below_ok(SOCKET s)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(49151);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    return bind(s, (SOCKADDR *)&addr, sizeof(addr));
}
