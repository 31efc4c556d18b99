#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>

// doc-begin
ssize_t receive_descriptor(int s, int *fd)
{
    char byte;
    struct iovec data = {.iov_base = &byte, .iov_len = 1};
    union {
        char bytes[CMSG_SPACE(sizeof(int))];
        struct cmsghdr alignment;
    } control;
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    struct cmsghdr *header;
    ssize_t n;

    message.msg_control = control.bytes;
    message.msg_controllen = sizeof control.bytes;
    n = recvmsg(s, &message, 0);
    header = CMSG_FIRSTHDR(&message);
    if (n > 0 && header != NULL && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS &&
        header->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(fd, CMSG_DATA(header), sizeof *fd);
    return n;
}
// doc-end

ssize_t aligned_ok(int s, struct msghdr *message)
{
    alignas(struct cmsghdr) char control[64];

    message->msg_control = control;
    message->msg_controllen = sizeof control;
    return recvmsg(s, message, 0);
}

ssize_t attribute_ok(int s, struct msghdr *message)
{
    char control[64] __attribute__((aligned(8)));

    message->msg_control = control;
    message->msg_controllen = sizeof control;
    return recvmsg(s, message, 0);
}

/* Memory of malloc() is aligned for anything. */
ssize_t allocated_ok(int s, struct msghdr *message)
{
    char *control = malloc(64);
    ssize_t n;

    if (control == NULL)
        return -1;
    message->msg_control = control;
    message->msg_controllen = 64;
    n = recvmsg(s, message, 0);
    free(control);
    return n;
}

/* Whose array it is, and how it is aligned, is not known. */
ssize_t given_ok(int s, struct msghdr *message, char *control, size_t length)
{
    message->msg_control = control;
    message->msg_controllen = length;
    return recvmsg(s, message, 0);
}

/* A structure may align its member. */
struct peer {
    long number;
    char control[64];
};

ssize_t member_ok(int s, struct msghdr *message, struct peer *peer)
{
    message->msg_control = peer->control;
    message->msg_controllen = sizeof peer->control;
    return recvmsg(s, message, 0);
}

/* An array of numbers is wide enough. */
ssize_t numbers_ok(int s, struct msghdr *message)
{
    size_t control[8];

    message->msg_control = control;
    message->msg_controllen = sizeof control;
    return recvmsg(s, message, 0);
}

/* Where the bytes go from here is not known. */
void keep(void *bytes, size_t length);

void escapes_ok(struct cmsghdr *header)
{
    char control[64];

    keep(control, sizeof control);
    keep(CMSG_DATA(header), header->cmsg_len - CMSG_LEN(0));
}

/* Bytes need no alignment. */
unsigned char first_byte_ok(struct cmsghdr *header)
{
    return *(unsigned char *)CMSG_DATA(header);
}
