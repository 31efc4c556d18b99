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

int found_bad(const char *name)
{
    return gethostbyname(name) != NULL; // want "gethostbyname() finds IPv4 addresses only"
}

#ifdef _WIN32
HANDLE found_later_bad(HWND window, const char *name, char *buffer)
{
    return WSAAsyncGetHostByName(window, WM_USER, name, buffer, MAXGETHOSTSTRUCT); // want-windows "WSAAsyncGetHostByName() finds IPv4 addresses only"
}
#endif

SOCKET asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
