#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
typedef int SOCKET;
#endif

int copy_bad(const char *host, struct sockaddr_in *result)
{
    struct addrinfo *list;
    struct sockaddr_in first;

    if (getaddrinfo(host, "http", NULL, &list) != 0)
        return -1;
    memcpy(&first, list->ai_addr, list->ai_addrlen); // want "memcpy() then writes 28 bytes, past its end"
    freeaddrinfo(list);
    *result = first;
    return 0;
}
