#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

// doc-begin
int bind_to_interface(int s, const char *name)
{
    struct ifreq request;

    memset(&request, 0, sizeof request);
    strcpy(request.ifr_name, name); // want "Nothing has tested the length of 'name' before strcpy()"
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}
// doc-end

/* Cut off without a terminator. */
int cut_bad(int s, const char *name)
{
    struct ifreq request;

    memset(&request, 0, sizeof request);
    strncpy(request.ifr_name, name, IFNAMSIZ); // want "strncpy() cuts it off and writes no terminator"
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}

int formatted_bad(int s, int number)
{
    struct ifreq request = {0};

    sprintf(request.ifr_name, "the-interface-%d", number); // want "before sprintf()"
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}

int long_bad(int s)
{
    struct ifreq request = {0};

    strcpy(request.ifr_name, "the-interface-of-this"); // want "takes 22 bytes with its terminator"
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}
