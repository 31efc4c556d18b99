// not-compilable: a parenthesis is missing
#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(int s)
{
    int waiting;

    ioctl(s, FIONREAD, &waiting);
    return failed((waiting;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
