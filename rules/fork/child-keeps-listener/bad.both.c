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

/* A thread shares the listening socket with the others and must leave it open; a child process gets a copy. */
void run_bad(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);

        if (conn == INVALID_SOCKET)
            return;
#ifdef _WIN32
        CreateThread(NULL, 0, serve_thread, (LPVOID)conn, 0, NULL);
#else
        if (fork() == 0) { // want-posix "The child never closes 'listener'"
            serve(conn);
            _exit(0);
        }
        close(conn);
#endif
    }
}
