#include <winsock2.h>

// doc-begin
int open_server_bad(const SOCKADDR_IN *addr)
{
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof(on));
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on)); // want "SO_EXCLUSIVEADDRUSE is set on 's', which already has SO_REUSEADDR"
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) == SOCKET_ERROR) {
        closesocket(s);
        return -1;
    }
    closesocket(s);
    return 0;
}
// doc-end

int other_order_bad(SOCKET s)
{
    int one = 1;

    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&one, sizeof(one));
    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&one, sizeof(one)); // want "SO_REUSEADDR is set on 's', which already has SO_EXCLUSIVEADDRUSE"
}

int on_one_path_bad(SOCKET s, int reuse)
{
    int one = 1;

    if (reuse)
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&one, sizeof(one));
    return setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&one, sizeof(one)); // want "WSAEINVAL (10022)"
}
