// not-compilable: the function is damaged on purpose.
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(int s, const struct sockaddr_in *addr)
{
    bind(s, (const struct sockaddr *)addr, sizeof *addr);
    if (listen(s, SOMAXCONN < 0 return -1;
    return 0;
}
