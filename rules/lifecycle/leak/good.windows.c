#include <winsock2.h>

#define CLIENTS 64

static SOCKET clients[CLIENTS];

int CALLBACK has_room(LPWSABUF caller, LPWSABUF data, LPQOS qos, LPQOS group_qos, LPWSABUF callee, LPWSABUF answer,
                      GROUP *group, DWORD_PTR given);

/* The connections that find no place are refused. */
void refused_ok(SOCKET listener)
{
    SOCKET conn = WSAAccept(listener, NULL, NULL, has_room, 0);

    if (conn == INVALID_SOCKET)
        return;
    for (int i = 0; i < CLIENTS; i++) {
        if (clients[i] == INVALID_SOCKET) {
            clients[i] = conn;
            break;
        }
    }
}
