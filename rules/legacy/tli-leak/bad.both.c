// not-compilable: no system of today has this header
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/ioctl.h>
#include <tiuser.h>

int peer_length_bad(int fd)
{
    struct t_unitdata *peer = (struct t_unitdata *)t_alloc(fd, T_UNITDATA, T_ADDR);

    if (peer == 0 || ioctl(fd, TI_GETPEERNAME, &peer->addr) < 0)
        return -1; // want-posix "is lost here"
    t_free((void *)peer, T_UNITDATA);
    return 0;
}
#endif
