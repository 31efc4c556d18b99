#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <sys/epoll.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

int watch_bad(int queue, descriptor s)
{
#ifdef _WIN32
    return queue + (int)s;
#else
    struct epoll_event ev;

    ev.data.fd = s;
    return epoll_ctl(queue, EPOLL_CTL_ADD, s, &ev); // want-posix "'ev.events' was never set"
#endif
}
