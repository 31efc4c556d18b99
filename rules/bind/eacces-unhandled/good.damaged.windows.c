// not-compilable: a statement is broken, as in a file that is being edited
#include <winsock2.h>

void ask_for_another_port(void);

/* The other code may be looked at in what cannot be read. */
int damaged_ok(SOCKET s, const SOCKADDR_IN *addr)
{
    if (bind(s, (const SOCKADDR *)addr, sizeof(*addr)) != 0) {
        if (denied( ==) return 1;
        if (WSAGetLastError() == WSAEADDRINUSE)
            ask_for_another_port();
        return -1;
    }
    return 0;
}
