#include <stdio.h>
#include <winsock2.h>

/* A SOCKET is never below 0: the branch never runs. */
void never_ok(SOCKET listener, void (*answer)(SOCKET))
{
    for (;;) {
        SOCKET c;
        if ((c = accept(listener, NULL, NULL)) < 0) {
            printf("accept: %d\n", WSAGetLastError());
            break;
        }
        answer(c);
        closesocket(c);
    }
}
