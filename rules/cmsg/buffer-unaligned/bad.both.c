#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <sys/uio.h>
typedef int SOCKET;
#endif

#ifndef _WIN32
ssize_t receive_bad(SOCKET s, struct iovec *data)
{
    char control[64];
    struct msghdr message = {.msg_iov = data, .msg_iovlen = 1};

    message.msg_control = control; // want-posix "'control' is an array of bytes"
    message.msg_controllen = sizeof control;
    return recvmsg(s, &message, 0);
}
#endif

SOCKET make(void)
{
    return socket(AF_UNIX, SOCK_STREAM, 0);
}
