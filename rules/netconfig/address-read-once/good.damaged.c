// not-compilable: a parenthesis is missing
#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int main(void)
{
    struct ifaddrs *list;
    struct sockaddr_in address;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if ((( ?? )
        return 1;
    if (daemon(0, 0) < 0 || getifaddrs(&list) < 0)
        return 1;
    memcpy(&address, list->ifa_addr, sizeof(address));
    return bind(s, (struct sockaddr *)&address, sizeof(address));
}
