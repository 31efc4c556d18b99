#include <cstring>
#include <sys/socket.h>

ssize_t receive_bad(int s, iovec *data)
{
    char control[CMSG_SPACE(sizeof(int))];
    msghdr message = {};

    message.msg_iov = data;
    message.msg_iovlen = 1;
    message.msg_control = control; // want "'control' is an array of bytes"
    message.msg_controllen = sizeof control;
    return recvmsg(s, &message, 0);
}
