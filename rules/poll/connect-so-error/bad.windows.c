#include <winsock2.h>

/* SO_ERROR comes too late: select() does not return for a failure. */
SOCKET dial_bad(const struct sockaddr *to, int length)
{
    fd_set writable;
    int error = 0;
    int size = sizeof error;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    u_long on = 1;

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (ioctlsocket(s, FIONBIO, &on) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    if (connect(s, to, length) == SOCKET_ERROR) {
        FD_ZERO(&writable);
        FD_SET(s, &writable);
        if (select(0, NULL, &writable, NULL, NULL) != 1 || // want "it waits for the whole timeout, or for ever"
            getsockopt(s, SOL_SOCKET, SO_ERROR, (char *)&error, &size) != 0 || error != 0) {
            closesocket(s);
            return INVALID_SOCKET;
        }
    }
    return s;
}

SOCKET dial_ok(const struct sockaddr *to, int length)
{
    fd_set writable, failed;
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    u_long on = 1;

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (ioctlsocket(s, FIONBIO, &on) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    if (connect(s, to, length) == SOCKET_ERROR) {
        FD_ZERO(&writable);
        FD_ZERO(&failed);
        FD_SET(s, &writable);
        FD_SET(s, &failed);
        if (select(0, NULL, &writable, &failed, NULL) != 1 || FD_ISSET(s, &failed)) {
            closesocket(s);
            return INVALID_SOCKET;
        }
    }
    return s;
}
