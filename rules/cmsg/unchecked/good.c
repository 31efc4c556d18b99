#include <assert.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

int is_descriptor(const struct cmsghdr *header);

// doc-begin
int receive_descriptor(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message);
    if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS ||
        header->cmsg_len != CMSG_LEN(sizeof fd) || (message->msg_flags & MSG_CTRUNC))
        return -1;
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}
// doc-end

int loop_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int ttl = -1;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    for (header = CMSG_FIRSTHDR(message); header; header = CMSG_NXTHDR(message, header)) {
        if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_TTL)
            memcpy(&ttl, CMSG_DATA(header), sizeof ttl);
    }
    return ttl;
}

int in_condition_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd = -1;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    if ((header = CMSG_FIRSTHDR(message)) != NULL && header->cmsg_len == CMSG_LEN(sizeof fd) &&
        header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS)
        memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

/* Another function asks what it is. */
int asked_elsewhere_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message);
    if (!is_descriptor(header))
        return -1;
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

/* The program makes the message itself, in a buffer that is large enough. */
ssize_t send_descriptor_ok(int s, int fd, struct msghdr *message)
{
    struct cmsghdr *header = CMSG_FIRSTHDR(message);

    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    memcpy(CMSG_DATA(header), &fd, sizeof fd);
    return sendmsg(s, message, 0);
}

/* Who made the message is not known. */
void fill_ok(struct msghdr *message, int fd)
{
    memcpy(CMSG_DATA(CMSG_FIRSTHDR(message)), &fd, sizeof fd);
}

int asserted_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message);
    assert(header);
    assert(header->cmsg_type == SCM_RIGHTS);
    assert(header->cmsg_len == CMSG_LEN(sizeof fd));
    memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

/* Some control data came, so that there is a header. */
int length_tested_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;
    int fd = -1;

    if (recvmsg(s, message, 0) <= 0 || message->msg_controllen == 0)
        return -1;
    header = CMSG_FIRSTHDR(message);
    if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS && header->cmsg_len == CMSG_LEN(sizeof fd))
        memcpy(&fd, CMSG_DATA(header), sizeof fd);
    return fd;
}

/* It is kept for others, who may ask. */
static struct cmsghdr *last;

int escapes_ok(int s, struct msghdr *message)
{
    struct cmsghdr *header;

    if (recvmsg(s, message, 0) <= 0)
        return -1;
    header = CMSG_FIRSTHDR(message);
    last = header;
    return *CMSG_DATA(header);
}

int last_length_ok(void)
{
    return last == NULL ? 0 : (int)last->cmsg_len;
}
