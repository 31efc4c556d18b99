#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
typedef SOCKET descriptor;
#else
#include <sys/socket.h>
typedef int descriptor;
#endif

descriptor next_bad(descriptor listener, struct sockaddr_storage *client)
{
    size_t length = sizeof *client;

    return accept(listener, (struct sockaddr *)client, (void *)&length); // want-posix "'length' is declared as size_t"
}
