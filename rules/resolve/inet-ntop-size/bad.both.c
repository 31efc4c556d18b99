#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#define SOCKET int
#endif

void past_bad(const struct sockaddr_in6 *peer)
{
    char text[30];

    inet_ntop(AF_INET6, &peer->sin6_addr, text, 46); // want "The length says 46 bytes, but 'text' has 30"
}

#ifdef _WIN32
void windows_bad(const struct sockaddr_in6 *peer)
{
    char text[INET_ADDRSTRLEN];

    InetNtopA(AF_INET6, &peer->sin6_addr, text, sizeof text); // want-windows "InetNtopA() has room for 22 bytes"
}
#endif

SOCKET asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
