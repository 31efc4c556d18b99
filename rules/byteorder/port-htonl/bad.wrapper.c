#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static unsigned on_the_wire(int s, unsigned number)
{
    if (s < 0)
        close(s);
    return htonl(number);
}

void through_a_wrapper_bad(int s, struct sockaddr_in *addr)
{
    addr->sin_port = on_the_wire(s, 8080); // want "has 16 bits"
}

int open_to(int s, const struct sockaddr_in *addr)
{
    return connect(s, (const struct sockaddr *)addr, sizeof *addr);
}
