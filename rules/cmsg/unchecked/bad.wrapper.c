#include <string.h>
#include <sys/socket.h>

/* It is given what its caller received. */
static int descriptor_of(struct msghdr *message)
{
	int fd;
	struct cmsghdr *header = CMSG_FIRSTHDR(message); // want "'header' is NULL when"

	memcpy(&fd, CMSG_DATA(header), sizeof fd);
	return fd;
}

int wrapper_bad(int s, struct msghdr *message)
{
    if (recvmsg(s, message, 0) <= 0)
        return -1;
    return descriptor_of(message);
}
