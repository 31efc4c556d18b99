#include <io.h>
#include <winsock2.h>

static SOCKET dial(const struct sockaddr *peer, int length)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);

    if (s != INVALID_SOCKET && connect(s, peer, length) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}

void from_wrapper_bad(const struct sockaddr *peer, int length)
{
    int s = (int)dial(peer, length);

    _write(s, "hello", 5); // want "'s' is a socket, and _write() works on files"
    closesocket(s);
}
