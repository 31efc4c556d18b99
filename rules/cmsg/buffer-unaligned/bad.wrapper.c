#include <sys/socket.h>

static void use(struct msghdr *message, void *control, size_t length)
{
    message->msg_control = control;
    message->msg_controllen = length;
}

ssize_t wrapper_bad(int s, struct msghdr *message)
{
    char buffer[CMSG_SPACE(sizeof(int))];
    struct msghdr own = *message;

    use(message, buffer, sizeof buffer);
    own.msg_control = (void *)buffer; // want "'buffer' is an array of bytes"
    own.msg_controllen = sizeof buffer;
    return recvmsg(s, &own, 0);
}
