#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#define closesocket close
#endif

/* Windows lets both pass. */
int raw_bad(void)
{
    return (int)socket(AF_INET, SOCK_RAW, 0); // want-posix "EPROTONOSUPPORT"
}

int on_windows_ok(void)
{
#ifdef _WIN32
    return (int)socket(AF_UNSPEC, SOCK_STREAM, IPPROTO_TCP);
#else
    return socket(AF_INET, SOCK_STREAM, IPPROTO_TCP);
#endif
}
