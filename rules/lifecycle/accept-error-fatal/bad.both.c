#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
#endif
#include <stdlib.h>

void on_both_bad(SOCKET listener, void (*answer)(SOCKET))
{
    for (;;) {
        SOCKET c = accept(listener, NULL, NULL); // want "such as ECONNABORTED (on Windows WSAECONNRESET)"
        if (c == INVALID_SOCKET)
            exit(1);
        answer(c);
        closesocket(c);
    }
}

void on_windows_ok(SOCKET listener, void (*answer)(SOCKET))
{
    for (;;) {
        SOCKET c = accept(listener, NULL, NULL);
        if (c == INVALID_SOCKET) {
#ifdef _WIN32
            if (WSAGetLastError() == WSAECONNRESET)
                continue;
            exit(1);
#else
            continue;
#endif
        }
        answer(c);
        closesocket(c);
    }
}
