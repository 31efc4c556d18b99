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
    struct hostent *host = gethostbyname(name);

    if (host == NULL
        return -1;
    return host->h_length;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
