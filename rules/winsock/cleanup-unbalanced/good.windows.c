#include <stdio.h>
#include <winsock2.h>

// doc-begin
int show_port_ok(const SOCKADDR_IN *address)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return 1;
    if (bind(s, (const SOCKADDR *)address, sizeof(*address)) == SOCKET_ERROR) {
        closesocket(s);
        return 1;
    }
    printf("run netstat -ao now\n");
    getchar();
    closesocket(s);
    WSACleanup();
    return 0;
}
// doc-end

/* It starts Winsock for others: they end it. */
int start_ok(void)
{
    WSADATA data;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return -1;
    if (data.wVersion != MAKEWORD(2, 2)) {
        WSACleanup();
        return -1;
    }
    return 0;
}

extern void end_network(void);

int fetch_ok(const struct sockaddr *peer, int length)
{
    WSADATA data;
    SOCKET s;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return -1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET) {
        WSACleanup();
        return -1;
    }
    if (connect(s, peer, length) == SOCKET_ERROR) {
        closesocket(s);
        end_network();
        return -1;
    }
    closesocket(s);
    WSACleanup();
    return 0;
}

int one_exit_ok(const struct sockaddr *peer, int length)
{
    WSADATA data;
    SOCKET s;
    int rc = -1;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return -1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        goto out;
    rc = connect(s, peer, length);
    closesocket(s);
out:
    WSACleanup();
    return rc;
}

/* Started again. */
SOCKET restart_ok(void)
{
    WSADATA data;

    WSACleanup();
    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return INVALID_SOCKET;
    return socket(AF_INET, SOCK_STREAM, 0);
}

/* The end of the process closes what is open. */
int main(void)
{
    WSADATA data;
    SOCKET s;

    if (WSAStartup(MAKEWORD(2, 2), &data) != 0)
        return 1;
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s == INVALID_SOCKET)
        return 1;
    closesocket(s);
    WSACleanup();
    return start_ok();
}
