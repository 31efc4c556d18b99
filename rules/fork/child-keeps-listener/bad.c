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
        if (fork() == 0) { // want "The child never closes 'listener'"
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}
// doc-end

void switch_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        switch (fork()) { // want "The child never closes 'listener'"
        case -1:
            close(conn);
            return;
        case 0:
            serve(conn);
            _exit(0);
        default:
            close(conn);
            break;
        }
    }
}

void parent_first_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork(); // want "The child never closes 'listener'"
        if (pid < 0) {
            close(conn);
        } else if (pid > 0) {
            close(conn);
        } else {
            serve(conn);
            exit(0);
        }
    }
}

void without_braces_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (!fork()) // want "The child never closes 'listener'"
            exit(send(conn, "x", 1, 0) != 1);
        close(conn);
    }
}

/* The program gets the listening socket for its whole life. */
int start_program_bad(char *const *arguments)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0)
        return -1;
    if (listen(listener, 5) < 0) {
        close(listener);
        return -1;
    }
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            continue;
        pid = fork(); // want "The child starts another program without closing 'listener'"
        if (pid == 0) {
            dup2(conn, 0);
            dup2(conn, 1);
            execv(arguments[0], arguments);
            _exit(127);
        }
        close(conn);
    }
}

int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0 || listen(listener, 5) < 0)
        return 1;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            continue;
        if ((pid = fork()) == 0) { // want "The child never closes 'listener'"
            serve(conn);
            close(conn);
            return 0;
        }
        close(conn);
        waitpid(pid, NULL, WNOHANG);
    }
}
