#include <arpa/inet.h>
#include <ifaddrs.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static int listen_on_first_bad(void)
{
    struct ifaddrs *list;
    struct sockaddr_in address;
    int s;

    if (getifaddrs(&list) < 0) // want "The addresses of the machine are read once, as this service starts"
        return -1;
    memcpy(&address, list->ifa_addr, sizeof(address));
    freeifaddrs(list);
    address.sin_port = htons(8080);
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&address, sizeof(address)) < 0 || listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int main(void)
{
    int s;

    if (daemon(0, 0) < 0)
        return 1;
    s = listen_on_first_bad();
    if (s < 0)
        return 1;
    close(s);
    return 0;
}
