#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

// doc-begin
int bind_to_interface(int s, const char *name)
{
    struct ifreq request;

    if (strlen(name) >= sizeof request.ifr_name)
        return -1;
    memset(&request, 0, sizeof request);
    strcpy(request.ifr_name, name);
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}
// doc-end

int known_ok(int s)
{
    struct ifreq request = {0};

    strcpy(request.ifr_name, "eth0");
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}

int cut_ok(int s, const char *name)
{
    struct ifreq request = {0};

    strncpy(request.ifr_name, name, IFNAMSIZ - 1);
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}

int ended_ok(int s, const char *name)
{
    struct ifreq request = {0};

    strncpy(request.ifr_name, name, sizeof request.ifr_name);
    request.ifr_name[IFNAMSIZ - 1] = '\0';
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}

int printed_ok(int s, const char *name)
{
    struct ifreq request = {0};

    snprintf(request.ifr_name, sizeof request.ifr_name, "%s", name);
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}

/* What the system gave out fits. */
int copied_ok(int s, const struct ifreq *other)
{
    struct ifreq request = {0};

    strcpy(request.ifr_name, other->ifr_name);
    return setsockopt(s, SOL_SOCKET, SO_BINDTODEVICE, &request, sizeof request);
}
