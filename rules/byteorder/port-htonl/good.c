#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int listen_on_port(in_port_t port)
{
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr.sin_port = htons(port);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

unsigned port_of_ok(const struct sockaddr_in *peer)
{
    return ntohs(peer->sin_port);
}

unsigned address_of_ok(const struct sockaddr_in *peer)
{
    return ntohl(peer->sin_addr.s_addr);
}

/* 0 is 0, however it is converted. */
void any_port_ok(struct sockaddr_in *addr)
{
    addr->sin_port = htonl(0);
}

/* The half that holds the port. */
void shifted_ok(struct sockaddr_in *addr, unsigned port)
{
    addr->sin_port = (in_port_t)(htonl(port) >> 16);
}

void parameter_ok(struct sockaddr_in *addr, in_port_t port)
{
    addr->sin_port = port;
}

int escaped_ok(struct sockaddr_in *addr, unsigned *port)
{
    extern void fill(unsigned *);

    *port = htonl(8080);
    fill(port);
    addr->sin_port = (in_port_t)*port;
    return 0;
}
