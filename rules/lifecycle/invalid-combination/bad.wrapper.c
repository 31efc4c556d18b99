#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <stdio.h>
#include <stdlib.h>

static int Socket(int family, int type, int protocol)
{
    int s = socket(family, type, protocol);

    if (s < 0) {
        perror("socket");
        exit(1);
    }
    return s;
}

#define RAW_SOCKET(protocol) socket(AF_INET, SOCK_RAW, protocol)

int through_macro_bad(void)
{
    return RAW_SOCKET(0); // want "EPROTONOSUPPORT"
}

int right_ok(void)
{
    return Socket(AF_INET, SOCK_RAW, IPPROTO_ICMP);
}
