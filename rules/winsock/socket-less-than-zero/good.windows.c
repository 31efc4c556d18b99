#include <winsock2.h>

// doc-begin
int serve_next_ok(SOCKET server)
{
    SOCKET client = accept(server, NULL, NULL);

    if (client == INVALID_SOCKET)
        return -1;
    send(client, "hello", 5, 0);
    closesocket(client);
    return 0;
}
// doc-end

/* -1 is converted to the greatest value: these see the failure. */
int minus_one_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == -1 || s == (SOCKET)-1 || s == SOCKET_ERROR)
        return 1;
    closesocket(s);
    return 0;
}

/* What send() returns is an int. */
int sent_ok(SOCKET s)
{
    int n = send(s, "x", 1, 0);

    if (n < 0)
        return -1;
    return recv(s, (char *)&n, 1, 0) < 0;
}

/* The cast makes a signed number of it. */
int cast_ok(SOCKET s)
{
    return (int)s < 0;
}

/* Two sockets are put in order. */
SOCKET greatest_ok(SOCKET a, SOCKET b)
{
    return a > b ? a : b;
}

extern void keep(SOCKET s);

void escape_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s != INVALID_SOCKET)
        keep(s);
}
