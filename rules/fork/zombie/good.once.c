#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

void serve(int connection);
void remember(int connection);

/* A daemon is forked once, and its parent ends. */
int become_daemon_ok(void)
{
    pid_t pid = fork();

    if (pid > 0)
        _exit(0);
    return pid;
}

/* One client, one child. */
void one_client_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);
    pid_t pid;

    if (conn < 0)
        return;
    remember(conn);
    pid = fork();
    if (pid < 0)
        perror("fork");
    if (pid == 0) {
        close(listener);
        serve(conn);
        _exit(0);
    }
}
