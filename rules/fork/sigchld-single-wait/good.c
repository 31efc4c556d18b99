#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// doc-begin
static void take_children(int signal_number)
{
    int saved_errno = errno;

    (void)signal_number;
    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    errno = saved_errno;
}

void start_server(void)
{
    signal(SIGCHLD, take_children);
}
// doc-end

/* It waits for the child that it knows. */
static pid_t helper;

static void take_helper_ok(int signal_number)
{
    (void)signal_number;
    waitpid(helper, NULL, 0);
}

/* What the options are is not known. */
static int options;

static void as_configured_ok(int signal_number)
{
    (void)signal_number;
    waitpid(-1, NULL, options);
}

/* The loop is another function's. */
static int take_one(void)
{
    return waitpid(-1, NULL, WNOHANG) > 0;
}

static void through_function_ok(int signal_number)
{
    int saved_errno = errno;

    (void)signal_number;
    while (take_one())
        ;
    wait(NULL);
    errno = saved_errno;
}

/* Only a flag: the main loop does the rest. */
static volatile sig_atomic_t child_ended;

static void note_child_ok(int signal_number)
{
    (void)signal_number;
    child_ended = 1;
}

/* Another signal: the child is ended and waited for. */
static void stop_ok(int signal_number)
{
    (void)signal_number;
    wait(NULL);
    _exit(0);
}

/* A handler that others get hold of, and that is set for nothing here. */
void offered_ok(int signal_number)
{
    (void)signal_number;
    wait(NULL);
}

void set_handlers_ok(void)
{
    signal(SIGCHLD, take_helper_ok);
    signal(SIGCHLD, as_configured_ok);
    signal(SIGCHLD, through_function_ok);
    signal(SIGCHLD, note_child_ok);
    signal(SIGCHLD, SIG_IGN);
    signal(SIGTERM, stop_ok);
}

int server_ok(void)
{
    return child_ended ? -1 : socket(AF_INET, SOCK_STREAM, 0);
}
