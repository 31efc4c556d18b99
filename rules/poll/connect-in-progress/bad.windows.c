#include <winsock2.h>

SOCKET other_code_bad(const struct sockaddr_in *to)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    u_long on = 1;

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (ioctlsocket(s, FIONBIO, &on) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    if (connect(s, (const struct sockaddr *)to, sizeof *to) == SOCKET_ERROR) { // want "fails with WSAEWOULDBLOCK, which is not among the codes"
        if (WSAGetLastError() != WSAEINPROGRESS) {
            closesocket(s);
            return INVALID_SOCKET;
        }
    }
    return s;
}

SOCKET plain_bad(const struct sockaddr_in *to)
{
    SOCKET s = socket(AF_INET, SOCK_STREAM, 0);
    u_long on = 1;

    if (s == INVALID_SOCKET)
        return INVALID_SOCKET;
    if (ioctlsocket(s, FIONBIO, &on) == SOCKET_ERROR) {
        closesocket(s);
        return INVALID_SOCKET;
    }
    if (connect(s, (const struct sockaddr *)to, sizeof *to) == SOCKET_ERROR) { // want "(WSAEWOULDBLOCK)"
        closesocket(s);
        return INVALID_SOCKET;
    }
    return s;
}
