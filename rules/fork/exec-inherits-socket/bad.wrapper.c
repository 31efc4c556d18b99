#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int make_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0); // want "'s' is open and not close-on-exec when execlp() starts"

    return fd;
}

int wrapper_bad(const char *program)
{
    int s = make_socket();
    pid_t pid;

    if (s < 0)
        return -1;
    pid = fork();
    if (pid == 0) {
        execlp(program, program, (char *)NULL);
        _exit(127);
    }
    if (pid > 0)
        waitpid(pid, NULL, 0);
    close(s);
    return 0;
}
