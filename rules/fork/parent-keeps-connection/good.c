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
        if (fork() == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}
// doc-end

/* Prefork: the children accept, each for itself. */
void prefork_ok(int listener)
{
    for (int i = 0; i < 4; i++) {
        if (fork() == 0) {
            for (;;) {
                int conn = accept(listener, NULL, NULL);

                if (conn < 0)
                    continue;
                serve(conn);
                close(conn);
            }
        }
    }
}

/* The parent hands the descriptor on and keeps it on purpose. */
void pass_on(int connection);

void handed_on_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        pass_on(conn);
    }
}

/* It escapes into a table that is cleared elsewhere. */
static int connections[64];

void escapes_ok(int listener)
{
    for (int slot = 0; slot < 64; slot++) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        connections[slot] = conn;
        if (fork() == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
    }
}

void every_branch_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        switch (fork()) {
        case -1:
            close(conn);
            break;
        case 0:
            close(listener);
            serve(conn);
            _exit(0);
        default:
            close(conn); // drop -> want "The parent never closes 'conn'"
            break;
        }
    }
}

static void finish(int connection)
{
    shutdown(connection, SHUT_RDWR);
    close(connection);
}

void helper_closes_ok(int listener)
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
        }
        finish(conn); // drop -> want "The parent never closes 'conn'"
    }
}

/* What pass_on() does with it is not known, whether it is called here or in a helper. */
static void retire(int connection)
{
    pass_on(connection);
}

void helper_passes_on_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        retire(conn);
    }
}

/* The helper forks, and its parent branch hands the connection to a function that is not known. */
static void start_child(int listener, int connection)
{
    pid_t pid = fork();

    if (pid == 0) {
        close(listener);
        serve(connection);
        _exit(0);
    } else if (pid > 0) {
        pass_on(connection);
    } else {
        close(connection);
    }
}

void helper_forks_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        start_child(listener, conn);
    }
}

/* One client, then the end of the program, which closes everything. */
int main(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);
    int conn;

    if (listener < 0 || listen(listener, 1) < 0)
        return 1;
    conn = accept(listener, NULL, NULL);
    if (conn < 0)
        return 1;
    if (fork() == 0) {
        close(listener);
        serve(conn);
        _exit(0);
    }
    wait(NULL);
    return 0;
}
