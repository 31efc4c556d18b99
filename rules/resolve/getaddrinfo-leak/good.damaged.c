// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(int s, const char *name)
{
    struct addrinfo *found;

    if (getaddrinfo(name, NULL, NULL, &found) != 0)
        return -1;
    freeaddrinfo((found;
    return s;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
