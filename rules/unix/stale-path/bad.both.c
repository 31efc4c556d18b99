#ifdef _WIN32
#include <winsock2.h>
#include <afunix.h>
#else
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif

SOCKET open_bad(void)
{
    struct sockaddr_un addr = {0};
    SOCKET s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    addr.sun_family = AF_UNIX;
    strcpy(addr.sun_path, "example.socket");
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) != 0 || listen(s, 16) != 0) { // want-posix "nothing removes it"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
