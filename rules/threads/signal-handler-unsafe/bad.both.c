#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
typedef int SOCKET;
#endif
#include <signal.h>
#include <stdio.h>

/* On Windows the handler of SIGINT runs in a thread of its own. */
static void on_interrupt(int signal_number)
{
    (void)signal_number;
    puts("interrupted"); // want-posix "'on_interrupt' handles a signal and uses puts()"
}

SOCKET start_bad(void)
{
    signal(SIGINT, on_interrupt);
    return socket(AF_INET, SOCK_STREAM, 0);
}
