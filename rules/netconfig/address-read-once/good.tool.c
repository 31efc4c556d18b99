#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* A tool that somebody starts and that ends: the addresses of now are the right ones. */
int main(void)
{
    struct ifaddrs *list;
    struct sockaddr_in address;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0 || getifaddrs(&list) < 0)
        return 1;
    memcpy(&address, list->ifa_addr, sizeof(address));
    freeifaddrs(list);
    if (bind(s, (struct sockaddr *)&address, sizeof(address)) < 0)
        return 1;
    close(s);
    return 0;
}
