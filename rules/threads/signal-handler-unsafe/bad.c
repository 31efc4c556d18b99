#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <syslog.h>
#include <unistd.h>

// doc-begin
static int listener = -1;

static void stop_server(int signal_number)
{
    printf("signal %d\n", signal_number); // want "'stop_server' handles a signal and uses printf()"
    close(listener);
    exit(0);
}

void start_server(void)
{
    listener = socket(AF_INET, SOCK_STREAM, 0);
    signal(SIGINT, stop_server);
}
// doc-end

static void only_exit(int signal_number)
{
    (void)signal_number;
    close(listener);
    exit(0); // want "'only_exit' handles a signal and calls exit()"
}

static void log_it(int signal_number)
{
    if (signal_number == SIGHUP)
        syslog(LOG_INFO, "hang-up"); // want "'log_it' handles a signal and uses syslog()"
}

static void allocate(int signal_number, siginfo_t *info, void *context)
{
    char *text = malloc(64); // want "'allocate' handles a signal and uses malloc()"

    (void)signal_number;
    (void)info;
    (void)context;
    free(text);
}

void set_actions_bad(void)
{
    struct sigaction action = {.sa_handler = log_it};
    struct sigaction other;

    sigaction(SIGHUP, &action, NULL);
    memset(&other, 0, sizeof other);
    other.sa_sigaction = allocate;
    other.sa_flags = SA_SIGINFO;
    sigaction(SIGUSR1, &other, NULL);
    signal(SIGTERM, &only_exit);
}
