#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* Nothing in this file looks at the error code. */
static void take_children_ok(int signal_number)
{
    (void)signal_number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
}

int start_ok(void)
{
    signal(SIGCHLD, take_children_ok);
    return socket(AF_INET, SOCK_STREAM, 0);
}
