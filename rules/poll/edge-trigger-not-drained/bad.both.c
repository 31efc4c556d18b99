#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#define INVALID_SOCKET_VALUE INVALID_SOCKET
#else
#include <sys/epoll.h>
#include <sys/socket.h>
typedef int descriptor;
#define INVALID_SOCKET_VALUE (-1)
#endif

descriptor watch_bad(int queue)
{
    descriptor s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET_VALUE)
        return s;
#ifndef _WIN32
    struct epoll_event ev = { .events = EPOLLIN | EPOLLET };
    ev.data.fd = s;
    epoll_ctl(queue, EPOLL_CTL_ADD, s, &ev); // want-posix "but blocks"
#else
    (void)queue;
#endif
    return s;
}
