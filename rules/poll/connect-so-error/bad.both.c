#include <stddef.h>
#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#define close closesocket
#else
#include <fcntl.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int descriptor;
#define INVALID_SOCKET (-1)
#endif

descriptor dial_bad(const struct sockaddr *to, int length)
{
    struct timeval limit = { 5, 0 };
    fd_set writable;
    descriptor s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
#ifdef _WIN32
    u_long on = 1;
    ioctlsocket(s, FIONBIO, &on);
#else
    fcntl(s, F_SETFL, O_NONBLOCK);
#endif
    if (connect(s, to, length) < 0) {
        int n;
        FD_ZERO(&writable);
        FD_SET(s, &writable);
#ifdef _WIN32
        n = select(0, NULL, &writable, NULL, &limit); // want-windows "shows in exceptfds alone"
#else
        n = select(s + 1, NULL, &writable, NULL, &limit); // want-posix "becomes writable also when"
#endif
        if (n <= 0) {
            close(s);
            return INVALID_SOCKET;
        }
    }
    return s;
}
