#include <winsock2.h>

static SOCKET make_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
}

static int bind_and_listen(SOCKET s, unsigned short port)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (SOCKADDR *)&addr, sizeof(addr)) != 0)
        return SOCKET_ERROR;
    return listen(s, SOMAXCONN);
}

/* Neither helper sets it, and what they get or give shows it only here. */
int through_helpers_bad(void)
{
    SOCKET server = make_socket();

    if (server == INVALID_SOCKET)
        return -1;
    if (bind_and_listen(server, 8080) != 0) { // want "'server' is bound without"
        closesocket(server);
        return -1;
    }
    closesocket(server);
    return 0;
}
