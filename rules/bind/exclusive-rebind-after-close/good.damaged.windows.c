// not-compilable: a statement is broken, as in a file that is being edited
#include <winsock2.h>

/* What cannot be read may have drained the connection. */
int damaged_ok(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b, conn;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    listen(a, SOMAXCONN);
    conn = accept(a, NULL, NULL);
    if (conn ==) shutdown(conn, SD_SEND);
    closesocket(conn);
    closesocket(a);
    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    bind(b, (SOCKADDR *)&addr, sizeof(addr));
    closesocket(b);
    return 0;
}
