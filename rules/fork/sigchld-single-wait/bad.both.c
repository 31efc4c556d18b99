#ifdef _WIN32
#include <winsock2.h>
#else
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
typedef int SOCKET;
#endif

#ifndef _WIN32
static void on_child(int number)
{
    (void)number;
    wait(NULL); // want-posix "'on_child' waits for one child only"
}
#endif

SOCKET start_bad(void)
{
#ifndef _WIN32
    signal(SIGCHLD, on_child);
#endif
    return socket(AF_INET, SOCK_STREAM, 0);
}
