#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#include <unistd.h>
typedef int SOCKET;
#define closesocket close
#endif

void log_traffic(SOCKET connection);

/* Without fork() the close ends the connection. */
void run_bad(SOCKET listener)
{
    SOCKET conn = accept(listener, NULL, NULL);

#ifndef _WIN32
    if (fork() == 0) {
        log_traffic(conn);
        _exit(0);
    }
#endif
    send(conn, "bye\n", 4, 0);
    closesocket(conn); // want-posix "Closing 'conn' here does not end the connection: the child has a copy"
}
