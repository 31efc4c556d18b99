#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void serve(int connection);
void report(const char *what);

// doc-begin
void run_server(int listener)
{
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

void switch_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        switch (fork()) {
        case -1:
            report("fork");
            close(conn);
            return;
        case 0:
            close(listener);
            serve(conn);
            _exit(0);
        default:
            close(conn);
        }
    }
}

void tested_at_once_ok(int listener)
{
    pid_t pid;

    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if ((pid = fork()) == -1) {
            report("fork");
        } else if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* The third branch is that of the failure. */
void last_else_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork();
        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        } else if (pid > 0) {
            close(conn);
        } else {
            report("fork");
            close(conn);
        }
    }
}

/* check() may end the program. */
void check(pid_t pid);

void passed_on_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork();
        check(pid);
        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* Who waits for the children sees that there is none. */
static pid_t worker;

void global_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        worker = fork();
        if (worker == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* A wrapper that ends the program when fork() fails. */
static pid_t checked_fork(void)
{
    pid_t pid = fork();

    if (pid < 0)
        exit(1);
    return pid;
}

void wrapper_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (checked_fork() == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* No client waits for this child. */
void other_work(void);

void no_connection_ok(void)
{
    if (fork() == 0) {
        other_work();
        _exit(0);
    }
}
