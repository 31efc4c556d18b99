#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

static void set_name(struct ifreq *request, int s, const char *name)
{
    strcpy(request->ifr_name, name); // want "Nothing has tested the length of 'name'"
    (void)setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, request, sizeof *request);
}

/* The descriptor goes elsewhere. */
void keep(int s);

int open_bad(const char *name)
{
    struct ifreq request = {0};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    set_name(&request, s, name);
    keep(s);
    return 0;
}
