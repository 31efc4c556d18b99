#include <winsock2.h>

static SOCKET open_exclusive(unsigned short port)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET s = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR || listen(s, SOMAXCONN) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

int through_wrapper_bad(void)
{
    SOCKET a = open_exclusive(8080);
    SOCKET b, conn;

    if (a == INVALID_SOCKET)
        return -1;
    conn = accept(a, NULL, NULL);
    closesocket(conn);
    closesocket(a);
    b = open_exclusive(8080); // want "'b' binds port 8080 again right after the exclusive socket 'a' was closed"
    if (b == INVALID_SOCKET)
        return -1;
    closesocket(b);
    return 0;
}

int other_port_through_wrapper_ok(void)
{
    SOCKET a = open_exclusive(8080);
    SOCKET b, conn;

    if (a == INVALID_SOCKET)
        return -1;
    conn = accept(a, NULL, NULL);
    closesocket(conn);
    closesocket(a);
    b = open_exclusive(8081);
    if (b == INVALID_SOCKET)
        return -1;
    closesocket(b);
    return 0;
}
