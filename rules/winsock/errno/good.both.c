#include <errno.h>
#include <stdio.h>
#ifdef _WIN32
#include <winsock2.h>
#undef errno
#define errno WSAGetLastError()
#define perror(text) fprintf(stderr, "%s: %d\n", text, WSAGetLastError())
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif

/* The macros ask Winsock. */
int mapped_ok(SOCKET s)
{
    if (shutdown(s, 1) < 0) {
        perror("shutdown");
        return errno;
    }
    return 0;
}

int branches_ok(SOCKET s)
{
    if (listen(s, 1) != 0) {
#ifdef _WIN32
        return WSAGetLastError();
#else
        return errno;
#endif
    }
    return 0;
}
