#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// doc-begin
static int listener = -1;
static volatile sig_atomic_t stopping;

static void stop_server(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

void start_server(void)
{
    struct sigaction action;

    memset(&action, 0, sizeof action);
    action.sa_handler = stop_server;
    sigaction(SIGINT, &action, NULL);
    listener = socket(AF_INET, SOCK_STREAM, 0);
}
// doc-end

/* All of these are on the list. */
static int wake[2];

static void safe_ok(int signal_number)
{
    int saved_errno = errno;
    char byte = (char)signal_number;

    while (waitpid(-1, NULL, WNOHANG) > 0)
        ;
    if (write(wake[1], &byte, 1) < 0)
        stopping = 1;
    shutdown(listener, SHUT_RDWR);
    close(listener);
    errno = saved_errno;
}

static void leave_ok(int signal_number)
{
    _exit(128 + signal_number);
}

/* Nothing is left to break when the program crashes. */
static void crashed_ok(int signal_number)
{
    fprintf(stderr, "crashed by signal %d\n", signal_number);
    abort();
}

/* Only a send to a peer that is gone raises it. */
static void broken_ok(int signal_number)
{
    fprintf(stderr, "signal %d\n", signal_number);
}

static void known_ok(int signal_number)
{
    /* UNSAFE: printf() is not async-signal-safe, but this is a demonstration. */
    printf("signal %d\n", signal_number);
}

/* What it does is not in sight. */
void clean_up(void);

static void unknown_ok(int signal_number)
{
    (void)signal_number;
    clean_up();
}

/* It is no handler: nothing here makes it one. */
void print_ok(int signal_number)
{
    printf("signal %d\n", signal_number);
}

/* What it keeps for others is called by them. */
typedef void Handler(int);
void keep(Handler *handler);

static void escapes_ok(int signal_number)
{
    printf("signal %d\n", signal_number);
}

void set_handlers_ok(void)
{
    signal(SIGCHLD, safe_ok);
    signal(SIGTERM, leave_ok);
    signal(SIGSEGV, crashed_ok);
    signal(SIGUSR1, unknown_ok);
    signal(SIGUSR2, known_ok);
    signal(SIGPIPE, broken_ok);
    keep(escapes_ok);
    print_ok(0);
}
