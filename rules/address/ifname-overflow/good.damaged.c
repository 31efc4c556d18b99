// not-compilable: the function is damaged on purpose; the test of the length may hide in the damage.
#include <net/if.h>
#include <string.h>
#include <sys/socket.h>

int damaged_ok(int s, const char *name)
{
    struct ifreq request = {0};

    if (is_long(name
        return -1;
    strcpy(request.ifr_name, name);
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}
