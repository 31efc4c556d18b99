#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

int use(int socket_descriptor);

// doc-begin
int run_hook(char *const *arguments)
{
    int s = socket(AF_INET, SOCK_STREAM, 0); // want "'s' is open and not close-on-exec when execv() starts"
    pid_t pid;
    int status = -1;

    if (s < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        execv(arguments[0], arguments);
        _exit(127);
    }
    if (pid > 0)
        waitpid(pid, &status, 0);
    close(s);
    return status;
}
// doc-end

int system_bad(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0); // want "The program that system() starts gets 's' too"

    if (s < 0)
        return -1;
    system("/usr/bin/hook");
    send(s, "x", 1, 0);
    close(s);
    return 0;
}

int popen_bad(int listener)
{
    int conn = accept(listener, NULL, NULL); // want "The program that popen() starts gets 'conn' too"
    FILE *output;

    if (conn < 0)
        return -1;
    output = popen("/usr/bin/report &", "r");
    if (output != NULL)
        pclose(output);
    close(conn);
    return 0;
}
