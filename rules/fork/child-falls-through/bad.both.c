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

/* A thread ends with its function, a child does not. */
void run_bad(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);

        if (conn == INVALID_SOCKET)
            return;
#ifdef _WIN32
        CreateThread(NULL, 0, serve_thread, (LPVOID)conn, 0, NULL);
#else
        if (fork() == 0) { // want-posix "The child does not end when it has served its client"
            close(listener);
            serve(conn);
            close(conn);
        }
        close(conn);
#endif
    }
}
