#ifdef _WIN32
#include <winsock2.h>
typedef SOCKET descriptor;
#define close closesocket
#else
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int descriptor;
#define INVALID_SOCKET (-1)
#define SOCKET_ERROR (-1)
#endif

descriptor dial_bad(const struct sockaddr_in *to)
{
    descriptor s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
#ifdef _WIN32
    u_long on = 1;
    ioctlsocket(s, FIONBIO, &on);
#else
    fcntl(s, F_SETFL, O_NONBLOCK);
#endif
    if (connect(s, (const struct sockaddr *)to, sizeof *to) == SOCKET_ERROR) { // want "(EINPROGRESS, WSAEWOULDBLOCK)"
        close(s);
        return INVALID_SOCKET;
    }
    return s;
}
