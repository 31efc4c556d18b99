#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static in_addr_t own_address(int s)
{
    if (s < 0)
        close(s);
    return INADDR_LOOPBACK;
}

void through_a_wrapper_bad(int s, struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = own_address(s); // want "the address becomes 1.0.0.127"
}

int open_to(int s, const struct sockaddr_in *addr)
{
    return connect(s, (const struct sockaddr *)addr, sizeof *addr);
}
