#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void serve(int connection);

// doc-begin
void run_server(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (fork() == 0) { // want "The parent never closes 'conn' after fork()"
            close(listener);
            serve(conn);
            _exit(0);
        }
    }
}
// doc-end

/* The variable outlives the round: the next accept() overwrites it. */
void overwritten_bad(int listener)
{
    int conn;
    pid_t pid;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        pid = fork(); // want "The parent never closes 'conn'"
        if (pid < 0) {
            close(conn);
            break;
        }
        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
    }
}

void parent_first_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            break;
        pid = fork(); // want "The parent never closes 'conn'"
        if (pid > 0) {
            waitpid(-1, NULL, WNOHANG);
            continue;
        }
        if (pid < 0) {
            close(conn);
            continue;
        }
        close(listener);
        serve(conn);
        _exit(0);
    }
}

void switch_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        switch (fork()) { // want "The parent never closes 'conn'"
        case -1:
            close(conn);
            return;
        case 0:
            close(listener);
            serve(conn);
            _exit(0);
        default:
            break;
        }
    }
}

void else_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        if ((pid = fork()) == 0) { // want "The parent never closes 'conn'"
            close(listener);
            serve(conn);
            _exit(0);
        } else if (pid > 0) {
            waitpid(-1, NULL, WNOHANG);
        } else {
            close(conn);
        }
    }
}
