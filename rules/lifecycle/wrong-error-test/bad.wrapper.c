#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define TCP_SOCKET() socket(AF_INET, SOCK_STREAM, 0)

static int udp_socket(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == 0) // want "does not tell whether socket() failed"
        return -1;
    return s;
}

int open_both_bad(int *stream)
{
    *stream = TCP_SOCKET();
    if (*stream < 0)
        return -1;
    return udp_socket();
}

int macro_bad(void)
{
    int s = TCP_SOCKET();

    if (!s) // want "does not tell whether TCP_SOCKET() failed"
        return -1;
    return s;
}
