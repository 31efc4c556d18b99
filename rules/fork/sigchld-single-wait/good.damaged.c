// not-compilable: the handler is damaged on purpose; the loop may be in what was not understood.
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

static void damaged_ok(int signal_number)
{
    (void)signal_number;
    whil (more( {
        wait(NULL);
    }
}

int start_ok(void)
{
    signal(SIGCHLD, damaged_ok);
    return socket(AF_INET, SOCK_STREAM, 0);
}
