#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_server(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 1) < 0) { // want "With a backlog of 1 only a few connections can wait for accept() (on Linux 2)"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

#define BACKLOG 3

int named_bad(const struct sockaddr_in6 *addr)
{
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, BACKLOG) < 0) { // want "on Linux 4"
        close(s);
        return -1;
    }
    return s;
}

int negative_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, -1) < 0) { // want "A negative backlog counts as 0 by POSIX"
        close(s);
        return -1;
    }
    return s;
}
