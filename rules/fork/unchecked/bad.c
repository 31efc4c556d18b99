#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void serve(int connection);

// doc-begin
void run_server(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (fork() == 0) { // want "Nothing tests whether fork() failed"
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}
// doc-end

void variable_bad(int listener)
{
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        pid_t pid = fork(); // want "as if a child dealt with 'conn'"

        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        } else {
            close(conn);
        }
    }
}

void parent_first_bad(int listener)
{
    pid_t pid;

    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if ((pid = fork()) != 0) { // want "Nothing tests whether fork() failed"
            close(conn);
            continue;
        }
        close(listener);
        serve(conn);
        exit(0);
    }
}

void without_comparison_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (!fork()) { // want "Nothing tests whether fork() failed"
            close(listener);
            serve(conn);
            exit(0);
        }
        close(conn);
    }
}
