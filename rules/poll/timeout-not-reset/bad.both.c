#include <stddef.h>
#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <sys/select.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

/* Windows leaves the time alone. */
void wait_bad(descriptor s, volatile int *stop, void (*answer)(descriptor))
{
    struct timeval second = { 1, 0 };

    while (!*stop) {
        fd_set readable;
        FD_ZERO(&readable);
        FD_SET(s, &readable);
        if (select((int)s + 1, &readable, NULL, NULL, &second) > 0) // want-posix "counts it down"
            answer(s);
    }
}
