#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
typedef SOCKET descriptor;
#define close closesocket
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int descriptor;
#define INVALID_SOCKET (-1)
#endif

void accept_all_bad(const descriptor *listeners, int count, void (*serve)(const struct sockaddr_storage *))
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;

    for (int i = 0; i < count; i++) {
        descriptor c = accept(listeners[i], (struct sockaddr *)&from, &length); // want "with an IPv6 client (28 bytes) on another"
        if (c == INVALID_SOCKET)
            continue;
        serve(&from);
        close(c);
    }
}
