// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(const char *name)
{
    struct addrinfo *found;

    return getaddrinfo(name, "80", NULL, &found
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
