#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#endif

SOCKET accept_bad(SOCKET listener)
{
    struct sockaddr_in peer;
#ifdef _WIN32
    int length;
#else
    socklen_t length = sizeof(peer);
#endif

    return accept(listener, (SOCKADDR *)&peer, &length); // want-windows "reads 'length' to learn how much room 'peer' has"
}
