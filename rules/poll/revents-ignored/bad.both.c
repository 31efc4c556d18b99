#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#define poll WSAPoll
#else
#include <poll.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

void serve_bad(descriptor s, void (*answer)(descriptor))
{
    struct pollfd p;

    p.fd = s;
#ifdef _WIN32
    p.events = POLLIN | POLLERR; // want-windows "WSAPoll() fails with WSAEINVAL"
#else
    p.events = POLLIN | POLLHUP; // want-posix "has no effect in events"
#endif
    while (poll(&p, 1, -1) > 0) {
        if (p.revents == POLLIN) // want "Test with &"
            answer(s);
    }
}
