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

#include <string.h>

void copy_bad(struct sockaddr_in *to, const struct hostent *host)
{
    memcpy(&to->sin_addr, host->h_addr_list[0], host->h_length); // want "bytes go into 'to->sin_addr', which has 4"
}

void copy_windows_bad(struct sockaddr_in *to, const struct hostent *host)
{
#ifdef _WIN32
    CopyMemory(&to->sin_addr, host->h_addr_list[0], host->h_length); // want-windows "bytes go into 'to->sin_addr', which has 4"
#else
    memcpy(&to->sin_addr, host->h_addr_list[0], sizeof to->sin_addr);
#endif
}

SOCKET asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
