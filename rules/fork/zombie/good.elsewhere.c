#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

void serve(int connection);
/* It is not in sight, and may well deal with SIGCHLD. */
void setup_signals(void);

static void run(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            continue;
        pid = fork();
        if (pid < 0)
            perror("fork");
        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0 || listen(listener, 16) < 0)
        return 1;
    setup_signals();
    run(listener);
    return 0;
}
