#include <stdio.h>
#include <winsock2.h>

// doc-begin
int bind_any_of_bad(SOCKET s, SOCKADDR_IN *addr, unsigned short first, unsigned short last)
{
    for (unsigned port = first; port <= last; port++) {
        addr->sin_port = htons((unsigned short)port);
        if (bind(s, (SOCKADDR *)addr, sizeof(*addr)) == 0)
            return (int)port;
        if (WSAGetLastError() != WSAEADDRINUSE) { // want "Only WSAEADDRINUSE counts as a port in use"
            fprintf(stderr, "bind: %d\n", WSAGetLastError());
            return -1;
        }
    }
    return -1;
}
// doc-end

void ask_for_another_port(void);

int ask_bad(SOCKET s, const SOCKADDR_IN *addr)
{
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) != 0 && WSAGetLastError() == WSAEADDRINUSE) { // want "Treat WSAEACCES the same way"
        ask_for_another_port();
        return -1;
    }
    return 0;
}

int stored_bad(SOCKET s, SOCKADDR_IN *addr)
{
    int tries = 0;

again:
    if (bind(s, (SOCKADDR *)addr, sizeof(*addr)) == SOCKET_ERROR) {
        int error = WSAGetLastError();

        if (error == WSAEADDRINUSE && tries++ < 10) { // want "Treat WSAEACCES the same way"
            addr->sin_port = htons((unsigned short)(8000 + tries));
            goto again;
        }
        fprintf(stderr, "bind: %d\n", error);
        return -1;
    }
    return 0;
}

int switched_bad(SOCKET s, const SOCKADDR_IN *addr)
{
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) == SOCKET_ERROR) {
        switch (WSAGetLastError()) {
        case WSAEADDRINUSE: // want "Treat WSAEACCES the same way"
            ask_for_another_port();
            return 1;
        default:
            return -1;
        }
    }
    return 0;
}
