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

int connect_bad(SOCKET s, const char *host)
{
    struct sockaddr_in to = {0};

    to.sin_family = AF_INET;
    to.sin_addr.s_addr = inet_addr(host); // want "Nothing tests whether inet_addr() understood the text"
    return connect(s, (struct sockaddr *)&to, sizeof to);
}

int wide_bad(struct sockaddr_in *to, const char *host)
{
    unsigned long address = inet_addr(host);

    if (address == -1) // want-posix "On 64-bit systems this test is never true"
        return -1;
    to->sin_addr.s_addr = address;
    return 0;
}
