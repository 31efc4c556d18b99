#ifdef _WIN32
#include <winsock2.h>
#include <windows.h>
DWORD WINAPI serve_thread(LPVOID argument);
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#endif

void serve(SOCKET connection);

void run_bad(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);

        if (conn == INVALID_SOCKET)
            return;
#ifdef _WIN32
        if (CreateThread(NULL, 0, serve_thread, (LPVOID)conn, 0, NULL) == NULL)
            closesocket(conn);
#else
        if (fork() == 0) { // want-posix "Nothing tests whether fork() failed"
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
#endif
    }
}
