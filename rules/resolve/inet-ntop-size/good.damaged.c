// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void damaged_ok(const struct sockaddr_in *peer)
{
    char text[8];

    inet_ntop(AF_INET, &peer->sin_addr, text, sizeof(
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
