// not-compilable: no system of today has these headers
#include <stdio.h>
#include <sys/socket.h>
#include <tiuser.h> // want "<tiuser.h> belongs to TLI or XTI, an interface to the network that POSIX has dropped"
#include <stropts.h>

// doc-begin
int read_peer_bad(int fd, struct t_unitdata *client)
{
    int flags = 0;

    if (ioctl(fd, TI_GETPEERNAME, &client->addr) < 0)
        return t_rcvudata(fd, client, &flags);
    return 0;
}
// doc-end
