#include <errno.h>
#include <winsock2.h>

// doc-begin
int receive_bad(SOCKET s, char *buf, int size)
{
    int n = recv(s, buf, size, 0);

    if (n == SOCKET_ERROR && WSAGetLastError() == EWOULDBLOCK) // want "WSAGetLastError() never gives EWOULDBLOCK: that is a number of <errno.h> of the C runtime"
        return 0;
    return n;
}
// doc-end

int stored_bad(SOCKET s, const struct sockaddr *address, int length)
{
    int error;

    if (bind(s, address, length) == 0)
        return 0;
    error = WSAGetLastError();
    if (error == EADDRINUSE) // want "never gives EADDRINUSE"
        return 1;
    return error != EACCES ? 2 : 3; // want "never gives EACCES"
}

const char *explain_bad(SOCKET s)
{
    if (listen(s, 1) == 0)
        return "";
    switch (WSAGetLastError()) {
    case EADDRINUSE: // want "never gives EADDRINUSE"
        return "taken";
    case WSAENOTSOCK:
        return "no socket";
    default:
        return "?";
    }
}

int explain_later_bad(SOCKET s, char *buf)
{
    int n = recv(s, buf, 1, 0);
    int error = WSAGetLastError();

    switch (error) {
    case EAGAIN: // want "Use WSAEWOULDBLOCK."
        return 0;
    case EPIPE: // want "never gives EPIPE"
        return 1;
    }
    return n;
}

int connecting_bad(SOCKET s, const struct sockaddr *peer, int length)
{
    return connect(s, peer, length) == 0 || WSAGetLastError() == EINPROGRESS; // want "Use WSAEWOULDBLOCK."
}
