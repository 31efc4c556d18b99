#include <stddef.h>
#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <sys/select.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

/* Windows ignores the number. */
int wait_bad(descriptor s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(0, &readable, NULL, NULL, NULL); // want-posix "with 0 it looks at none"
}

int wait_ok(descriptor s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
#ifdef _WIN32
    return select(0, &readable, NULL, NULL, NULL);
#else
    return select(s + 1, &readable, NULL, NULL, NULL);
#endif
}
