// not-compilable: a parenthesis is missing
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) < 0)
        renew((&s;
    return s;
}
