#include <signal.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void report(const char *what);
void serve(int connection);

// doc-begin
void run_server(int listener)
{
    signal(SIGCHLD, SIG_IGN);
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            continue;
        pid = fork();
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
