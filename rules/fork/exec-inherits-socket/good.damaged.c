// not-compilable: the function is damaged on purpose; the flag may be set in what was not understood.
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (fcntl(s, F_SETFD, FD_CLOEXEC < 0)
        return -1;
    system("/usr/bin/hook");
    close(s);
    return 0;
}
