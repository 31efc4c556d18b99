#include <string.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#endif

#ifndef _WIN32
int bind_bad(int s, const char *name)
{
    struct ifreq request = {0};

    strcpy(request.ifr_name, name); // want-posix "Nothing has tested the length of 'name'"
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}
#endif
