#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* It waits until there is one. */
int main(void)
{
    struct ifaddrs *list;
    struct sockaddr_in address;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0 || daemon(0, 0) < 0)
        return 1;
    for (;;) {
        if (getifaddrs(&list) < 0)
            return 1;
        if (list->ifa_next != NULL)
            break;
        freeifaddrs(list);
        sleep(1);
    }
    memcpy(&address, list->ifa_next->ifa_addr, sizeof(address));
    freeifaddrs(list);
    if (bind(s, (struct sockaddr *)&address, sizeof(address)) < 0)
        return 1;
    close(s);
    return 0;
}
