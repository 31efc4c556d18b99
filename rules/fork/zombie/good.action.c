#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

void serve(int connection);

void no_zombies_ok(int listener)
{
    struct sigaction action = {.sa_handler = SIG_DFL, .sa_flags = SA_NOCLDWAIT};

    sigaction(SIGCHLD, &action, NULL);
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
