#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#define CREATE(family) WSASocketW(family, SOCK_STREAM, 0, NULL, 0, 0)
#else
#include <netinet/in.h>
#include <sys/socket.h>
typedef int SOCKET;
#endif

SOCKET keep(SOCKET s);

SOCKET stream_bad(struct sockaddr_in *to)
{
    to->sin_family = PF_INET; // want "write AF_INET"
#ifdef _WIN32
    to->sin_family = PF_INET; // want-windows "write AF_INET"
#endif
    return keep(socket(AF_INET, SOCK_STREAM, 0));
}
