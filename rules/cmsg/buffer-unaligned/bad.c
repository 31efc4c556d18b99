#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>

// doc-begin
ssize_t receive_descriptor(int s, int *fd)
{
    char byte;
    struct iovec data = {.iov_base = &byte, .iov_len = 1};
    char control[CMSG_SPACE(sizeof(int))];
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    struct cmsghdr *header;
    ssize_t n;

    message.msg_control = control; // want "'control' is an array of bytes and may begin at any address"
    message.msg_controllen = sizeof control;
    n = recvmsg(s, &message, 0);
    header = CMSG_FIRSTHDR(&message);
    if (n > 0 && header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(fd, CMSG_DATA(header), sizeof *fd);
    return n;
}
// doc-end

static uint8_t shared[256];

void in_file_bad(struct msghdr *message)
{
    message->msg_control = shared; // want "'shared' is an array of bytes"
    message->msg_controllen = sizeof shared;
}

ssize_t initialiser_bad(int s, struct iovec *data)
{
    unsigned char control[64];
    struct msghdr message = {
        .msg_iov = data,
        .msg_iovlen = 1,
        .msg_control = &control[0], // want "'control' is an array of bytes"
        .msg_controllen = sizeof control,
    };

    return recvmsg(s, &message, 0);
}

int payload_bad(struct cmsghdr *header)
{
    int fd;

    fd = *(int *)CMSG_DATA(header); // want "CMSG_DATA(header) need not be aligned"
    return fd;
}

void put_payload_bad(struct cmsghdr *header, int fd)
{
    *((int *)CMSG_DATA(header)) = fd; // want "CMSG_DATA(header) need not be aligned"
}

long member_bad(struct cmsghdr *header)
{
    return ((struct timeval *)CMSG_DATA(header))->tv_sec; // want "CMSG_DATA(header) need not be aligned"
}
