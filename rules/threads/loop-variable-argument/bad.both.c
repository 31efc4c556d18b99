#ifdef _WIN32
#include <winsock2.h>
#include <windows.h>
DWORD WINAPI serve_thread(LPVOID argument);
#else
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define INVALID_SOCKET (-1)
#define closesocket close
void *serve(void *argument);
#endif

void run_bad(SOCKET listener)
{
    for (;;) {
        SOCKET conn = accept(listener, NULL, NULL);

        if (conn == INVALID_SOCKET)
            return;
#ifdef _WIN32
        CreateThread(NULL, 0, serve_thread, (LPVOID)&conn, 0, NULL); // want-windows "two threads serve one connection"
#else
        pthread_t thread;

        if (pthread_create(&thread, NULL, serve, &conn) != 0) // want-posix "two threads serve one connection"
            closesocket(conn);
#endif
    }
}
