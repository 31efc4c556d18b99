#include <netinet/in.h>
#include <sys/socket.h>

static int tcp_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

int from_a_helper_bad(const struct sockaddr_in *addr)
{
    int s = tcp_socket();

    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) // want "nothing has tested whether tcp_socket() failed"
        return -1;
    return s;
}
