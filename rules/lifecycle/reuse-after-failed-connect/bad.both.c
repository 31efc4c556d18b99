#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
#endif

/* On Windows the same socket may be used again. */
int on_both_bad(const struct sockaddr_in *addr)
{
    int tries = 3;
    int s = (int)socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    while (connect(s, (const struct sockaddr *)addr, sizeof *addr) != 0) { // want-posix "'s' is connected again"
        if (--tries == 0) {
            closesocket(s);
            return -1;
        }
    }
    return s;
}
