#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int listen_on_port(unsigned port)
{
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr.sin_port = htonl(port); // want "the half that fits is 0, so the port is 0"

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

unsigned port_of_bad(const struct sockaddr_in *peer)
{
    return ntohl(peer->sin_port); // want "ntohl() converts 32 bits"
}

void variable_bad(struct sockaddr_in6 *addr)
{
    unsigned port = htonl(8080);

    addr->sin6_port = port; // want "has 16 bits"
}

void other_name_bad(struct sockaddr_in *addr)
{
    addr->sin_port = (in_port_t)ntohl(8080); // want "has 16 bits"
}

struct sockaddr_in initialiser_bad(void)
{
    struct sockaddr_in addr = {
        .sin_family = AF_INET,
        .sin_port = htonl(5000), // want "has 16 bits"
    };

    return addr;
}

int local_port_bad(int s)
{
    struct sockaddr_in own;
    socklen_t size = sizeof own;

    if (getsockname(s, (struct sockaddr *)&own, &size) < 0)
        return -1;
    return (int)ntohl(own.sin_port); // want "ntohl() converts 32 bits"
}
