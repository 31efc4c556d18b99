#include <errno.h>
#include <stdio.h>
#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

/* What the condition lets in may be for POSIX systems alone. */
#ifdef HAVE_SETRLIMIT
int limited_ok(SOCKET s)
{
    if (listen(s, 5) < 0)
        perror("listen");
    return errno;
}
#endif
