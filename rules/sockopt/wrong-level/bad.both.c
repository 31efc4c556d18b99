#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#define SOCKET int
#endif

int on_both_bad(SOCKET s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, TCP_NODELAY, (char *)&on, sizeof on); // want "TCP_NODELAY is an option of IPPROTO_TCP"
}

int exclusive_bad(SOCKET s)
{
    int on = 1;

#ifdef _WIN32
    return setsockopt(s, IPPROTO_TCP, SO_EXCLUSIVEADDRUSE, (char *)&on, sizeof on); // want-windows "SO_EXCLUSIVEADDRUSE is an option of SOL_SOCKET"
#else
    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
#endif
}
