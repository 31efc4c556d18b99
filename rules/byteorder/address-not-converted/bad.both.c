#ifdef _WIN32
#include <winsock2.h>
#else
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#endif

void on_both_bad(struct sockaddr_in *addr)
{
    addr->sin_addr.s_addr = INADDR_LOOPBACK; // want "the address becomes 1.0.0.127"
}

void on_one_bad(struct sockaddr_in *addr)
{
#ifdef _WIN32
    addr->sin_addr.S_un.S_addr = htonl(inet_addr("127.0.0.1")); // want-windows "is converted once more"
#else
    addr->sin_addr.s_addr = inet_addr("127.0.0.1");
#endif
}

int open_to(int s, const struct sockaddr_in *addr)
{
    return connect(s, (const struct sockaddr *)addr, sizeof *addr);
}
