#ifdef _WIN32
#include <winsock2.h>
#define SHUT_RDWR SD_BOTH
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
#endif

int on_both_bad(const struct sockaddr_in *addr)
{
    int s = (int)socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        closesocket(s);
        return -1;
    }
    shutdown(s, SHUT_RDWR); // want "listens and has no connection to shut down"
    closesocket(s);
    return 0;
}
