#include <errno.h>
#include <stdio.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

int shut_both_bad(SOCKET s)
{
    if (shutdown(s, 1) < 0) {
        perror("shutdown"); // want-windows "On Windows shutdown() does not set errno"
        return errno;
    }
    return 0;
}
