#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netdb.h>
#include <sys/socket.h>
#include <sys/types.h>
#endif
#include <stdio.h>

int main(void)
{
    struct addrinfo *list;

    if (getaddrinfo("localhost", "80", NULL, &list) != 0) // want-windows "on Windows getaddrinfo() fails"
        return 1;
    freeaddrinfo(list);
    puts("found");
    return 0;
}
