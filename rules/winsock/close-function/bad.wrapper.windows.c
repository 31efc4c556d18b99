#include <io.h>
#include <winsock2.h>

struct connection {
    SOCKET fd;
};

static SOCKET open_stream(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

void from_wrapper_bad(void)
{
    SOCKET s = open_stream();

    if (s != INVALID_SOCKET)
        close(s); // want "'s' is a socket"
}

void member_bad(struct connection *connection)
{
    close(connection->fd); // want "'connection->fd' is a socket"
}
