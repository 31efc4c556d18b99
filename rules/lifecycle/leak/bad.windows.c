#include <winsock2.h>

#define CLIENTS 64

static SOCKET clients[CLIENTS];

/* Nobody refuses the connection that finds no place. */
void no_room_bad(SOCKET listener)
{
    SOCKET conn = WSAAccept(listener, NULL, NULL, NULL, 0);

    if (conn == INVALID_SOCKET)
        return;
    for (int i = 0; i < CLIENTS; i++) {
        if (clients[i] == INVALID_SOCKET) {
            clients[i] = conn;
            break;
        }
    }
} // want "'conn' ends here while its descriptor is still open"
