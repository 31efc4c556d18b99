#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_listener(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int through_wrapper_bad(const struct sockaddr_in *addr)
{
    int listener = open_listener(addr);

    if (listener < 0)
        return -1;
    shutdown(listener, SHUT_RDWR); // want "listens and has no connection"
    close(listener);
    return 0;
}
