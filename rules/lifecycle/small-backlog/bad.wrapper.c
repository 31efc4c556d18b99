#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int start(int s, const struct sockaddr_in *addr)
{
    return bind(s, (const struct sockaddr *)addr, sizeof *addr);
}

int wrapped_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (start(s, addr) < 0 || listen(s, 2) < 0) { // want "With a backlog of 2"
        close(s);
        return -1;
    }
    return s;
}
