#include <sys/socket.h>
#include <unistd.h>

typedef int SOCKET;
typedef unsigned int socket_count;

int open_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    socket_count count = 1;

    if (s < 0)
        return 1;
    listen(s, (int)count);
    close(s);
    return 0;
}

int typedef_ok(void)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    return s < 0 ? -1 : close(s);
}
