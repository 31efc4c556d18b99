#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

// doc-begin
static void take_child(int signal_number)
{
    (void)signal_number;
    wait(NULL); // want "'take_child' waits for one child only"
}

void start_server(void)
{
    signal(SIGCHLD, take_child);
}
// doc-end

static void report_child(int signal_number)
{
    pid_t pid;
    int status;

    (void)signal_number;
    pid = waitpid(-1, &status, 0); // want "'report_child' waits for one child only"
    printf("child %d ended\n", (int)pid);
}

static void poll_once(int signal_number)
{
    if (signal_number == SIGCHLD)
        waitpid(-1, NULL, WNOHANG); // want "'poll_once' waits for one child only"
}

static void take_all(int signal_number)
{
    (void)signal_number;
    while (wait(NULL) > 0) // want "'take_all' calls wait() in a loop without WNOHANG"
        ;
}

static void change_errno(int signal_number)
{
    (void)signal_number;
    while (waitpid(-1, NULL, WNOHANG) > 0) // want "'change_errno' changes errno"
        ;
}

void set_actions_bad(void)
{
    struct sigaction action = {.sa_handler = report_child};
    struct sigaction other;

    sigaction(SIGCHLD, &action, NULL);
    memset(&other, 0, sizeof other);
    other.sa_handler = poll_once;
    sigaction(SIGCHLD, &other, NULL);
    other.sa_handler = take_all;
    sigaction(SIGCHLD, &other, NULL);
    signal(SIGCHLD, change_errno);
}

int accept_bad(int listener)
{
    int conn;

    do {
        conn = accept(listener, NULL, NULL);
    } while (conn < 0 && errno == EINTR);
    return conn;
}
