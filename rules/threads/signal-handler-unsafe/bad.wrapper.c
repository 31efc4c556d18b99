#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int listener = -1;

static void say(const char *text)
{
    fprintf(stderr, "%s\n", text);
}

static void clean_up(void)
{
    say("ending");
    close(listener);
}

static void on_signal(int signal_number)
{
    (void)signal_number;
    clean_up(); // want "'on_signal' handles a signal and uses fprintf()"
    _exit(0);
}

void wrapper_bad(void)
{
    listener = socket(AF_INET, SOCK_STREAM, 0);
    signal(SIGTERM, on_signal);
}
