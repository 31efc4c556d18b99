// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void damaged_ok(struct in_addr one)
{
    printf("%s -> %s\n", inet_ntoa(one),
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
