#include <winsock2.h>

// doc-begin
int serve_next_bad(SOCKET server)
{
    SOCKET client = accept(server, NULL, NULL);

    if (client < 0) // want "This test of 'client' is never true: SOCKET is unsigned on Windows"
        return -1;
    send(client, "hello", 5, 0);
    closesocket(client);
    return 0;
}
// doc-end

int direct_bad(void)
{
    SOCKET s;

    if (socket(AF_INET, SOCK_DGRAM, 0) < 0) // want "This test of 'socket()' is never true"
        return 1;
    if ((s = socket(AF_INET, SOCK_STREAM, 0)) >= 0) // want "This test of 's' is always true"
        closesocket(s);
    return 0;
}

struct peer {
    SOCKET fd;
    int id;
};

int member_bad(const struct peer *peer)
{
    if (peer->fd <= 0) // want "takes INVALID_SOCKET in 'peer->fd' for a socket"
        return 0;
    if (0 > peer->fd) // want "This test of 'peer->fd' is never true"
        return 0;
    return peer->fd > -1; // want "is never true"
}

void close_all_bad(SOCKET *fds, int count)
{
    for (int i = 0; i < count; i++)
        if (fds[i] > 0) // want "takes INVALID_SOCKET in 'fds[i]' for a socket"
            closesocket(fds[i]);
}
