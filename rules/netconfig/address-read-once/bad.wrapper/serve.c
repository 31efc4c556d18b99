#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int bind_to(int s, const struct sockaddr_in *address)
{
    return bind(s, (const struct sockaddr *)address, sizeof(*address));
}

int serve(void)
{
    struct ifaddrs *list;
    struct sockaddr_in address;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0 || getifaddrs(&list) < 0) // want "The addresses of the machine are read once"
        return 1;
    memcpy(&address, list->ifa_addr, sizeof(address));
    freeifaddrs(list);
    if (bind(s, (struct sockaddr *)&address, sizeof(address)) < 0 && bind_to(s, &address) < 0) {
        close(s);
        return 1;
    }
    close(s);
    return 0;
}
