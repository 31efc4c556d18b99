#include <fcntl.h>
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
                    exit(1);
                serve(conn);
                close(conn);
            }
        }
    }
}

/* The child serves its connection and accepts the next ones itself. */
void child_accepts_too_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            do {
                serve(conn);
                close(conn);
                conn = accept(listener, NULL, NULL);
            } while (conn >= 0);
            _exit(0);
        }
        close(conn);
    }
}

/* Close-on-exec: the program that takes over does not get it. */
void close_on_exec_ok(char *const *arguments)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0)
        return;
    if (fcntl(listener, F_SETFD, FD_CLOEXEC) < 0 || listen(listener, 5) < 0) {
        close(listener);
        return;
    }
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (fork() == 0) {
            dup2(conn, 0);
            execv(arguments[0], arguments);
            _exit(127);
        }
        close(conn);
    }
}

/* Whether the descriptor is close-on-exec is not known here. */
void starts_program_ok(int listener, char *const *arguments)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (fork() == 0) {
            dup2(conn, 0);
            execv(arguments[0], arguments);
            _exit(127);
        }
        close(conn);
    }
}

/* A helper closes it. */
static void leave_port(int descriptor)
{
    close(descriptor);
}

void helper_closes_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            leave_port(listener); // drop -> want "The child never closes 'listener'"
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* What child_setup() does is not known: it gets the descriptor. */
void child_setup(int listener, int connection);

void handed_on_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            child_setup(listener, conn);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* Others know the descriptor: drop_listeners() may close it. */
static int listeners[4];
void drop_listeners(void);

void escapes_ok(void)
{
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0)
        return;
    if (listen(listener, 5) < 0) {
        close(listener);
        return;
    }
    listeners[0] = listener;
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            drop_listeners();
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* The child serves nobody: it does something else while the parent goes on. */
void other_work(void);

void helper_process_ok(int listener)
{
    int conn;

    if (fork() == 0) {
        other_work();
        _exit(0);
    }
    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        serve(conn);
        close(conn);
    }
}

/* One client only: the port is given up before. */
void single_client_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    close(listener);
    if (conn < 0)
        return;
    if (fork() == 0) {
        serve(conn);
        _exit(0);
    }
    close(conn);
}

/* A child that cannot prepare its work ends at once. */
int prepare(void);

void ends_at_once_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            if (prepare() < 0)
                _exit(1);
            close(listener);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

/* leave_ports() may close what every function can see. */
static int shared_listener = -1;
void leave_ports(void);

void global_ok(void)
{
    for (;;) {
        int conn = accept(shared_listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            leave_ports();
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}

struct server {
    int listener;
};

void leave_server(struct server *server);

void member_ok(struct server *server)
{
    for (;;) {
        int conn = accept(server->listener, NULL, NULL);

        if (conn < 0)
            return;
        if (fork() == 0) {
            leave_server(server);
            serve(conn);
            _exit(0);
        }
        close(conn);
    }
}
