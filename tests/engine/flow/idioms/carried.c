/* Descriptors that messages carry: what is sent stays with its sender, what is received is new. */
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void put(struct msghdr *message, int fd)
{
    struct cmsghdr *header = CMSG_FIRSTHDR(message);

    header->cmsg_len = CMSG_LEN(sizeof(int));
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    *((int *)CMSG_DATA(header)) = fd;
}

int right_sent(int channel, struct msghdr *message)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    put(message, fd);
    int sent = (int)sendmsg(channel, message, 0);
    close(fd);
    return sent;
}

int wrong_sent(int channel, struct msghdr *message)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    put(message, fd);
    return (int)sendmsg(channel, message, 0); // lost fd return
}

int right_copied(int channel, struct msghdr *message)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    memcpy(CMSG_DATA(CMSG_FIRSTHDR(message)), &fd, sizeof(fd));
    int sent = (int)sendmsg(channel, message, 0);
    close(fd);
    return sent;
}

int wrong_copied(int channel, struct msghdr *message)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    memcpy(CMSG_DATA(CMSG_FIRSTHDR(message)), &fd, sizeof(fd));
    return (int)sendmsg(channel, message, 0); // lost fd return
}

static int get(int channel, struct msghdr *message, int *out)
{
    if (recvmsg(channel, message, 0) <= 0)
        return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    if (header == NULL || header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
        return -1;
    *out = *((int *)CMSG_DATA(header));
    return 0;
}

void right_received(int channel, struct msghdr *message)
{
    int fd;
    while (get(channel, message, &fd) == 0) {
        write(fd, "x", 1);
        close(fd);
    }
}

void wrong_received(int channel, struct msghdr *message)
{
    int fd;
    while (get(channel, message, &fd) == 0) { // lost fd overwritten
        write(fd, "x", 1);
    }
} // lost fd scope

int wrong_received_once(int channel, struct msghdr *message)
{
    int fd;
    if (recvmsg(channel, message, 0) <= 0)
        return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
        return -1;
    memcpy(&fd, CMSG_DATA(header), sizeof(fd));
    return (int)write(fd, "x", 1); // lost fd return
}

/* Other numbers arrive the same way. */
int right_hops(int channel, struct msghdr *message)
{
    int hops = 0;
    if (recvmsg(channel, message, 0) <= 0)
        return -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(message);
    if (header->cmsg_level == IPPROTO_IP && header->cmsg_type == IP_TTL)
        hops = *(int *)CMSG_DATA(header);
    return hops > 3;
}

int right_unsure(int channel, struct msghdr *message)
{
    int number = 0;
    if (recvmsg(channel, message, 0) <= 0)
        return -1;
    memcpy(&number, CMSG_DATA(CMSG_FIRSTHDR(message)), sizeof(number));
    return number > 3;
}

/* Neither the greater nor the smaller of two numbers keeps them. */
int right_greater(int other)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    int limit = max(other, fd) + 1;
    close(fd);
    return limit;
}

int wrong_greater(int other)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    return max(other, fd) + 1; // lost fd return
}

/* An association of its own is a descriptor of its own. */
int right_peeled(int many, sctp_assoc_t association)
{
    int one = sctp_peeloff(many, association);
    if (one < 0)
        return -1;
    close(one);
    return 0;
}

int wrong_peeled(int many, sctp_assoc_t association)
{
    int one = sctp_peeloff(many, association);
    if (one < 0)
        return -1;
    return 0; // lost one return
}
