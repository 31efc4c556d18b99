// not-compilable: the declaration is damaged on purpose.
#include <sys/socket.h>

ssize_t damaged_ok(int s, struct msghdr *message)
{
    char control[CMSG_SPACE(sizeof(int)];

    message->msg_control = control;
    return recvmsg(s, message, 0);
}
