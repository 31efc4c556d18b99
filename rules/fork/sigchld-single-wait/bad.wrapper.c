#include <signal.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

typedef void Handler(int);

/* As Stevens writes it. */
static Handler *Signal(int number, Handler *handler)
{
    struct sigaction action, before;

    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    if (sigaction(number, &action, &before) < 0)
        return SIG_ERR;
    return before.sa_handler;
}

static void on_child(int number)
{
	pid_t pid;
	int status;

	(void)number;
	pid = wait(&status); // want "'on_child' waits for one child only"
	(void)pid;
}

int start_bad(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    Signal(SIGCHLD, on_child);
    return listener;
}
