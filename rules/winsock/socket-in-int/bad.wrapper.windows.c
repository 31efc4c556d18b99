#include <winsock2.h>

#define NEW_SOCKET() socket(AF_INET, SOCK_STREAM, 0)

struct server {
    int fd;
};

int through_macro_bad(struct server *server)
{
    server->fd = NEW_SOCKET(); // want "'server->fd' is of type int"
    return server->fd == INVALID_SOCKET;
}
