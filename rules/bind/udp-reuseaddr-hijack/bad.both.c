#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

/* bind/reuseaddr-hijack says the same of Windows, in its words: without the option both are content. */
int everywhere_bad(char *buffer, int size)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (const char *)&on, sizeof on); // want-posix "SO_REUSEADDR on the UDP socket 's'"
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5514);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    closesocket(s);
    return 0;
}

/* Only where it is of use: not on Windows. */
int not_on_windows_bad(char *buffer, int size)
{
    struct sockaddr_in addr = {0};
    SOCKET s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s == INVALID_SOCKET)
        return -1;
#ifndef _WIN32
    int on = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want-posix "SO_REUSEADDR on the UDP socket 's'"
#endif
    addr.sin_family = AF_INET;
    addr.sin_port = htons(5514);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    closesocket(s);
    return 0;
}
