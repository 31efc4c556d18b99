#include <winsock2.h>

// doc-begin
int serve_once_and_restart_bad(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(listener, (SOCKADDR *)&addr, sizeof(addr));
    listen(listener, SOMAXCONN);

    SOCKET conn = accept(listener, NULL, NULL);
    send(conn, "bye\r\n", 5, 0);
    closesocket(conn);
    closesocket(listener);

    SOCKET again = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(again, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    if (bind(again, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR) { // want "'again' binds port 8080 again right after the exclusive socket 'listener' was closed"
        closesocket(again);
        return -1;
    }
    closesocket(again);
    return 0;
}
// doc-end

/* The connection is still open when the port is bound again, and the new socket asks for nothing. */
int connection_still_open_bad(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b, conn;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    listen(a, SOMAXCONN);
    conn = accept(a, NULL, NULL);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    bind(b, (SOCKADDR *)&addr, sizeof(addr)); // want "'b' binds port 8080 again"
    closesocket(conn);
    closesocket(b);
    return 0;
}

/* shutdown() alone does not wait for the peer's end. */
int shutdown_without_drain_bad(void)
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
    shutdown(conn, SD_BOTH);
    closesocket(conn);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(b, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(b, (SOCKADDR *)&addr, sizeof(addr)); // want "WSAEADDRINUSE (10048), or WSAEACCES (10013)"
    closesocket(b);
    return 0;
}
