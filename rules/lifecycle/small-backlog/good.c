#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int open_server(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int unknown_ok(const struct sockaddr_in *addr, int backlog)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, backlog) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int local_ok(const struct sockaddr_un *addr)
{
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, 1) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* The port is told to one peer, as FTP does for a transfer. */
int for_one_peer_ok(struct sockaddr_in *told)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = 0};
    socklen_t length = sizeof *told;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 1) < 0 ||
        getsockname(s, (struct sockaddr *)told, &length) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* Who bound it, and to which port, is not seen. */
int argument_ok(int s)
{
    return listen(s, 1);
}
