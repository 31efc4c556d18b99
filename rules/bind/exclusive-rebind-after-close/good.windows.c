#include <winsock2.h>

// doc-begin
int drain_and_restart_ok(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    char rest[512];
    SOCKET listener = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    setsockopt(listener, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(listener, (SOCKADDR *)&addr, sizeof(addr));
    listen(listener, SOMAXCONN);

    SOCKET conn = accept(listener, NULL, NULL);
    send(conn, "bye\r\n", 5, 0);
    shutdown(conn, SD_SEND);
    while (recv(conn, rest, sizeof(rest), 0) > 0) {
    }
    closesocket(conn);
    closesocket(listener);

    SOCKET again = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(again, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    if (bind(again, (SOCKADDR *)&addr, sizeof(addr)) == SOCKET_ERROR) {
        closesocket(again);
        return -1;
    }
    closesocket(again);
    return 0;
}
// doc-end

int bind_again_until_it_works_ok(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b, conn;
    int i;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    listen(a, SOMAXCONN);
    conn = accept(a, NULL, NULL);
    closesocket(conn);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(b, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    for (i = 0; i < 10; i++) {
        if (bind(b, (SOCKADDR *)&addr, sizeof(addr)) != SOCKET_ERROR)
            break;
        Sleep(500);
    }
    closesocket(b);
    return 0;
}

/* Nobody connected: the port is free as soon as the listening socket is closed. */
int nothing_accepted_ok(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    listen(a, SOMAXCONN);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(b, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(b, (SOCKADDR *)&addr, sizeof(addr));
    closesocket(b);
    return 0;
}

/* Without the option, FIN_WAIT_2 does not keep others from the port. */
int not_exclusive_ok(void)
{
    SOCKADDR_IN addr = {0};
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b, conn;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    listen(a, SOMAXCONN);
    conn = accept(a, NULL, NULL);
    closesocket(conn);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    bind(b, (SOCKADDR *)&addr, sizeof(addr));
    closesocket(b);
    return 0;
}

void hand_to_worker(SOCKET conn);

/* Whoever got the connection may drain it. */
int escaped_ok(void)
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
    hand_to_worker(conn); // drop -> want "'b' binds port 8080 again"
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    setsockopt(b, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(b, (SOCKADDR *)&addr, sizeof(addr));
    closesocket(b);
    return 0;
}

int other_address_ok(void)
{
    SOCKADDR_IN addr = {0};
    BOOL on = TRUE;
    SOCKET a = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    SOCKET b, conn;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("10.0.0.1");
    setsockopt(a, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof(on));
    bind(a, (SOCKADDR *)&addr, sizeof(addr));
    listen(a, SOMAXCONN);
    conn = accept(a, NULL, NULL);
    closesocket(conn);
    closesocket(a);

    b = socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1"); // drop -> want "'b' binds port 8080 again"
    bind(b, (SOCKADDR *)&addr, sizeof(addr));
    closesocket(b);
    return 0;
}
