#ifdef _WIN32
#include <winsock2.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

void on_both_bad(struct sockaddr_in *addr)
{
    addr->sin_port = htonl(8080); // want "has 16 bits"
}

unsigned on_one_bad(const struct sockaddr_in *addr)
{
#ifdef _WIN32
    return ntohl(addr->sin_port); // want-windows "ntohl() converts 32 bits"
#else
    return ntohs(addr->sin_port);
#endif
}

int open_to(int s, const struct sockaddr_in *addr)
{
    return connect(s, (const struct sockaddr *)addr, sizeof *addr);
}
