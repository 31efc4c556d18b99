#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void take_child_ok(int signal_number)
{
    (void)signal_number;
    wait(NULL);
}

/* The program has one child, ever. */
int main(void)
{
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair) < 0)
        return 1;
    signal(SIGCHLD, take_child_ok);
    if (fork() == 0) {
        send(pair[1], "x", 1, 0);
        _exit(0);
    }
    pause();
    return 0;
}
