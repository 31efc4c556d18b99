#include <stddef.h>
#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <sys/select.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

void wait_bad(descriptor s, volatile int *stop, void (*answer)(descriptor))
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    while (!*stop) {
        struct timeval second = { 1, 0 };
        if (select((int)s + 1, &readable, NULL, NULL, &second) > 0) // want "nothing has filled it again"
            answer(s);
    }
}
