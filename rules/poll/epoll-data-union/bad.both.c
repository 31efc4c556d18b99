#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <sys/epoll.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

int watch_bad(int queue, descriptor s, void *conn)
{
#ifdef _WIN32
    (void)conn;
    return queue + (int)s;
#else
    struct epoll_event ev = { .events = EPOLLIN };

    ev.data.fd = s;
    ev.data.ptr = conn; // want-posix "setting ptr overwrites fd"
    return epoll_ctl(queue, EPOLL_CTL_ADD, s, &ev);
#endif
}
