#include <net/if.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int address_of(int s, struct in_addr *address)
{
    struct ifreq request;

    strcpy(request.ifr_name, "eth0");
    if (ioctl(s, SIOCGIFADDR, &request) < 0)
        return -1;
    *address = ((struct sockaddr_in *)&request.ifr_addr)->sin_addr;
    return 0;
}
// doc-end

/* The answer that is there already is meant to stay. */
int fallback_ok(int s)
{
    int waiting = 0;

    ioctl(s, FIONREAD, &waiting);
    return waiting;
}

/* Whoever writes void means it. */
int meant_ok(int s)
{
    int waiting;

    (void)ioctl(s, FIONREAD, &waiting);
    return waiting;
}

/* It answers nothing. */
void set_ok(int s)
{
    int on = 1;

    ioctl(s, FIONBIO, &on);
}

int stored_ok(int s, int *waiting)
{
    ioctl(s, FIONREAD, waiting);
    return 0;
}

int tested_later_ok(int s)
{
    int waiting;
    int rc = ioctl(s, FIONREAD, &waiting);

    puts("asked");
    return rc < 0 ? -1 : waiting;
}

int asked_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
