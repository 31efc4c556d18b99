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

/* Windows wants another option than the POSIX systems: the fix sets each where it belongs. */
SOCKET neither_bad(unsigned short port)
{
    struct sockaddr_in addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want-posix "'s' is bound without SO_REUSEADDR"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

/* Windows has its option already: the fix leaves it alone. */
SOCKET windows_only_bad(unsigned short port)
{
    struct sockaddr_in addr = {0};
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
#ifdef _WIN32
    int on = 1;
    setsockopt(s, SOL_SOCKET, SO_EXCLUSIVEADDRUSE, (const char *)&on, sizeof on);
#endif
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want-posix "'s' is bound without SO_REUSEADDR"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
