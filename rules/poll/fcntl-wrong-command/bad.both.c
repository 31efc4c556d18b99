#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#else
#include <fcntl.h>
#include <sys/socket.h>
typedef int descriptor;
#endif

int no_waiting_bad(descriptor s)
{
#ifdef _WIN32
    u_long on = 1;
    return ioctlsocket(s, FIONBIO, &on);
#else
    return fcntl(s, F_SETFD, O_NONBLOCK); // want-posix "O_NONBLOCK has no effect"
#endif
}
