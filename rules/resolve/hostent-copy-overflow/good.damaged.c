// not-compilable: somebody is typing here.
#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

void damaged_ok(struct sockaddr_in *to, const struct hostent *host)
{
    memcpy(&to->sin_addr, host->h_addr_list[0], host->h_length);
    puts((host->h_name;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
