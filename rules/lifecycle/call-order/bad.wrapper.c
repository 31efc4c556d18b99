#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int bound_socket(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int bound_by_a_helper_bad(const struct sockaddr_in *addr)
{
    int s = bound_socket(addr);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) { // want "has its local address already"
        close(s);
        return -1;
    }
    return s;
}
