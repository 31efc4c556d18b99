// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(struct sockaddr_in *to, const char *host)
{
    to->sin_addr.s_addr = inet_addr(host);
    return socket(AF_INET, (SOCK_STREAM, 0);
}
