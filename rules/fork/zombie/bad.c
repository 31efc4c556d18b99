#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void report(const char *what);
void serve(int connection);

// doc-begin
void run_server(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            continue;
        pid = fork(); // want "Nothing in the program waits for the children"
        if (pid < 0)
            report("fork");
        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}
// doc-end

/* The default action of SIGCHLD leaves zombies. */
void default_action_bad(int listener)
{
    signal(SIGCHLD, SIG_DFL);
    while (1) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        switch (fork()) { // want "Nothing in the program waits for the children"
        case -1:
            perror("fork");
            close(conn);
            break;
        case 0:
            close(listener);
            serve(conn);
            _exit(0);
        default:
            close(conn);
        }
    }
}
