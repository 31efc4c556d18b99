// not-compilable: the handler is damaged on purpose; what it calls may not run.
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>

static void damaged_ok(int signal_number)
{
    if (signal_number == SIGSEGV {
        printf("crashed\n");
    }
}

int start_ok(void)
{
    signal(SIGINT, damaged_ok);
    return socket(AF_INET, SOCK_STREAM, 0);
}
