#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

void take(const int *descriptors);

// doc-begin
int receive_descriptor(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message); // want "'header' is NULL when the message came without control data"
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}
// doc-end

int at_once_bad(int s, struct msghdr *message)
{
    if (recvmsg(s, message, 0) <= 0)
        return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(message); // want "'header' is NULL when"

    if (header->cmsg_type != SCM_RIGHTS)
        return -1;
    return *(int *)CMSG_DATA(header);
}

int any_kind_bad(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd = -1;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message); // want "nobody looks at cmsg_level and cmsg_type"
    if (header != NULL)
        memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

int length_bad(int s, struct msghdr *message)
{
    int descriptors[4];

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header != NULL; // want "Nobody looks at the cmsg_len"
         header = CMSG_NXTHDR(message, header)) {
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
            memcpy(descriptors, CMSG_DATA(header), sizeof descriptors);
            take(descriptors);
        }
    }
    return 0;
}
