#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void serve(int connection);
void remember(int connection);

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
            close(conn);
            _exit(0);
        }
        close(conn);
    }
}
// doc-end

/* What comes last is not in sight: it may end the process. */
void last_call_unknown_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0)
            serve(conn);
        close(conn);
    }
}

static void serve_and_exit(int connection)
{
    serve(connection);
    close(connection);
    exit(0);
}

void ends_in_function_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            serve_and_exit(conn);
            close(conn);
        }
        close(conn);
    }
}

void leaves_loop_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            serve(conn);
            close(conn);
            break; // drop -> want "The child does not end"
        }
        close(conn);
    }
}

void returns_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            serve(conn);
            return;
        }
        close(conn);
    }
}

void executes_ok(int listener, char *const *arguments)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            dup2(conn, 0);
            execv(arguments[0], arguments);
            perror("execv");
            _exit(127);
        }
        close(conn);
    }
}

static int running = 1;

/* The child leaves the loop by its condition. */
void condition_ok(int listener)
{
    while (running) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            serve(conn);
            running = 0;
        }
        close(conn);
    }
}

/* Servers that are forked first accept for themselves. */
void forked_first_ok(int listener)
{
    for (int i = 0; i < 4; i++) {
        if (fork() == 0) {
            for (;;) {
                int conn = accept(listener, NULL, NULL);

                if (conn < 0)
                    exit(1);
                serve(conn);
                close(conn);
            }
        }
    }
}

/* The parent is the one that goes: every connection gets a new server. */
void parent_leaves_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() != 0) {
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* The connection is kept somewhere else as well. */
void escapes_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        remember(conn);
        if (fork() == 0) {
            serve(conn);
            _exit(0);
        }
    }
}
