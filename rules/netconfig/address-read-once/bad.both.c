// not-compilable: one line is for Windows alone
#ifdef _WIN32
#include <winsock2.h>
#include <iphlpapi.h>
#else
#include <ifaddrs.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#endif
#include <string.h>

int main(void)
{
    struct sockaddr_in address;
    int s = (int)socket(AF_INET, SOCK_DGRAM, 0);
#ifndef _WIN32
    struct ifaddrs *list;

    if (daemon(0, 0) < 0 || getifaddrs(&list) < 0) // want-posix "The addresses of the machine are read once"
        return 1;
    memcpy(&address, list->ifa_addr, sizeof(address));
    freeifaddrs(list);
#else
    memset(&address, 0, sizeof(address));
#endif
    return bind(s, (struct sockaddr *)&address, sizeof(address));
}
