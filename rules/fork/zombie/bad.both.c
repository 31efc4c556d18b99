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

void report(const char *what);
void serve(SOCKET connection);

/* A thread leaves nothing behind once its handle is closed. */
void run_bad(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);

        if (conn == INVALID_SOCKET)
            return;
#ifdef _WIN32
        CloseHandle(CreateThread(NULL, 0, serve_thread, (LPVOID)conn, 0, NULL));
#else
        switch (fork()) { // want-posix "Nothing in the program waits for the children"
        case -1:
            report("fork");
            break;
        case 0:
            close(listener);
            serve(conn);
            _exit(0);
        default:
            break;
        }
        close(conn);
#endif
    }
}
