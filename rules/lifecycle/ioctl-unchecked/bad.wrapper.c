#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define NET_IOCTL ioctl

static int ask(int s, unsigned long request, struct ifreq *answer)
{
    return ioctl(s, request, answer);
}

int through_macro_bad(int s)
{
    int waiting;

    NET_IOCTL(s, FIONREAD, &waiting); // want "the answer to FIONREAD"
    return waiting;
}

/* What a function of the project does on failure is its own affair. */
short through_function_ok(int s)
{
    struct ifreq answer;

    strcpy(answer.ifr_name, "eth0");
    ask(s, SIOCGIFFLAGS, &answer);
    return answer.ifr_flags;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
