// not-compilable: the function is damaged on purpose.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0) return -1;
    if (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0 { close(s); }
    return -1;
}
