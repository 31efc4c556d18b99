#include <winsock2.h>

void post(SOCKET s, WSABUF *buffer);

/* 0 is success there; how much came stands elsewhere. */
void receive_ok(SOCKET listener)
{
    char text[512];
    WSABUF buffer = {sizeof text, text};
    DWORD received, flags = 0;
    SOCKET s = accept(listener, NULL, NULL);

    if (s == INVALID_SOCKET)
        return;
    for (;;) {
        int result = WSARecv(s, &buffer, 1, &received, &flags, NULL, NULL);

        if (result == SOCKET_ERROR)
            break;
        post(s, &buffer);
    }
    closesocket(s);
}
