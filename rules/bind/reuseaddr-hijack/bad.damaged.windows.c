// not-compilable: a statement is broken, as in a file that is being edited
#include <winsock2.h>

/* Both calls can be read, whatever stands behind them. */
int damaged_bad(const SOCKADDR_IN *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on)); // want "SO_REUSEADDR on 's'"
    bind(s, (const SOCKADDR *)addr, sizeof(*addr));
    if (on ==) return -1;
    closesocket(s);
    return 0;
}

/* A group may be joined in what cannot be read. */
int damaged_datagram_ok(const SOCKADDR_IN *addr)
{
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
    bind(s, (const SOCKADDR *)addr, sizeof(*addr));
    if (on ==) return -1;
    closesocket(s);
    return 0;
}
