#ifdef _WIN32
#include <winsock2.h>
#else
#include <string.h>
#include <sys/socket.h>
typedef int SOCKET;
#endif

#ifndef _WIN32
int receive_bad(SOCKET s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message); // want-posix "'header' is NULL when"
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}
#endif

SOCKET make(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}
