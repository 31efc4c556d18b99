#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

void serve(int connection);

/* The child forks again and ends: the second child is taken by init. */
void forks_twice_ok(int listener)
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
            if (fork() == 0)
                serve(conn);
            _exit(0);
        }
        if (pid > 0) {
            waitpid(pid, NULL, 0); // drop -> want "Nothing in the program waits for the children"
        }
        close(conn);
    }
}
