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

#include <stdio.h>

void print_bad(struct in_addr one, struct in_addr other)
{
    printf("%s, %s\n", inet_ntoa(one), inet_ntoa(other)); // want "All calls of inet_ntoa() answer in the same buffer"
}

void one_system_bad(struct in_addr one, struct in_addr other)
{
    const char *text = inet_ntoa(one);

#ifdef _WIN32
    puts(inet_ntoa(other));
#endif
    puts(text); // want-windows "'text' leads to the buffer of inet_ntoa()"
}

SOCKET asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
