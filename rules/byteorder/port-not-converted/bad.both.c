#ifdef _WIN32
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#endif

void on_both_bad(struct sockaddr_in *addr)
{
    addr->sin_port = 8080; // want "8080 is in that of the machine"
}

void on_one_bad(struct sockaddr_in *addr)
{
#ifdef _WIN32
    addr->sin_port = 8080; // want-windows "8080 is in that of the machine"
#else
    addr->sin_port = htons(8080);
#endif
}

int open_to(int s, const struct sockaddr_in *addr)
{
    return connect(s, (const struct sockaddr *)addr, sizeof *addr);
}
