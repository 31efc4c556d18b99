#include <sys/ioctl.h>
#include <sys/socket.h>
#ifdef TLI
#include <tiuser.h>
#endif
#ifdef HAVE_STROPTS_H
#include <stropts.h>
#endif

/* For the systems that have it. */
int peer_ok(int fd, struct sockaddr *peer, socklen_t *length)
{
#ifdef TLI
    if (ioctl(fd, TI_GETPEERNAME, peer) == 0)
        return 0;
#endif
    return getpeername(fd, peer, length);
}

/* A system that still has it. */
#if defined(__MVS__)
#include <xti.h>
#endif
