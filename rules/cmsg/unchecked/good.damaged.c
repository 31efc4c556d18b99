// not-compilable: the function is damaged on purpose; the test may be in what was not understood.
#include <string.h>
#include <sys/socket.h>

int damaged_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message);
    if (header == NULL
        return -1;
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}
