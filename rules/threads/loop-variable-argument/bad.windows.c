#include <winsock2.h>
#include <windows.h>
#include <process.h>

unsigned __stdcall serve(void *argument);
void serve_simply(void *argument);

void begin_bad(SOCKET listener)
{
    SOCKET client;

    while ((client = accept(listener, NULL, NULL)) != INVALID_SOCKET)
        _beginthreadex(NULL, 0, serve, &client, 0, NULL); // want "two threads serve one connection"
}

void begin_simply_bad(SOCKET listener)
{
    for (;;) {
        SOCKET client = accept(listener, NULL, NULL);

        if (client == INVALID_SOCKET)
            return;
        _beginthread(serve_simply, 0, (void *)&client); // want "two threads serve one connection"
    }
}
