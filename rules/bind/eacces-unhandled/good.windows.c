#include <stdio.h>
#include <winsock2.h>

// doc-begin
int bind_any_of_ok(SOCKET s, SOCKADDR_IN *addr, unsigned short first, unsigned short last)
{
    for (unsigned port = first; port <= last; port++) {
        addr->sin_port = htons((unsigned short)port);
        if (bind(s, (SOCKADDR *)addr, sizeof(*addr)) == 0)
            return (int)port;
        if (WSAGetLastError() != WSAEADDRINUSE && WSAGetLastError() != WSAEACCES) {
            fprintf(stderr, "bind: %d\n", WSAGetLastError());
            return -1;
        }
    }
    return -1;
}
// doc-end

/* A better text for one error, and the number for all others. */
int told_ok(SOCKET s, const SOCKADDR_IN *addr)
{
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) != 0) {
        int error = WSAGetLastError();

        if (error == WSAEADDRINUSE)
            fprintf(stderr, "the port is in use\n");
        else
            fprintf(stderr, "bind: %d\n", error);
        return -1;
    }
    return 0;
}

/* The error of another call. */
int connect_ok(SOCKET s, const SOCKADDR_IN *addr, SOCKADDR_IN *peer)
{
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) != 0)
        return -1;
    while (connect(s, (SOCKADDR *)peer, sizeof(*peer)) != 0) {
        if (WSAGetLastError() != WSAEADDRINUSE)
            return -1;
        peer->sin_port++;
    }
    return 0;
}

/* Any error is a reason to try the next one. */
int any_error_ok(SOCKET s, SOCKADDR_IN *addr)
{
    for (unsigned short port = 8000; port < 8100; port++) {
        addr->sin_port = htons(port);
        if (bind(s, (SOCKADDR *)addr, sizeof(*addr)) == 0)
            return port;
    }
    return -1;
}

/* The code of a later call in the same variable. */
int reused_variable_ok(SOCKET s, const SOCKADDR_IN *addr, const SOCKADDR_IN *peer)
{
    int error = 0;

    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) != 0)
        error = WSAGetLastError();
    printf("bind: %d\n", error);
    error = connect(s, (const SOCKADDR *)peer, sizeof(*peer)) == 0 ? 0 : WSAGetLastError();
    for (int i = 0; i < 3; i++)
        if (error != WSAEADDRINUSE)
            return -1;
    return 0;
}

void keep(SOCKET s);

/* Handed over, and closed elsewhere: the code is of whatever was done last. */
int escaped_ok(SOCKET s, const SOCKADDR_IN *addr)
{
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) == 0) {
        keep(s);
        return WSAGetLastError() == WSAEADDRINUSE;
    }
    return -1;
}
