#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#endif

int same_peer_bad(SOCKET s, const struct sockaddr_in6 *last)
{
    struct sockaddr_in6 peer;
    socklen_t length = sizeof peer;
    char byte;

    if (recvfrom(s, &byte, 1, MSG_PEEK, (SOCKADDR *)&peer, &length) < 0)
        return -1;
#ifdef _WIN32
    if (&peer.sin6_addr == &last->sin6_addr) // want-windows "where the two addresses stand"
        return 1;
#endif
    return memcmp(&peer, last, sizeof peer) == 0; // want "memcmp() compares sin6_flowinfo of 'peer' too"
}
