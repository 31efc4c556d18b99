// not-compilable: the function is damaged on purpose; what waits may be in what was not understood.
#include <sys/socket.h>
#include <unistd.h>

void serve(int connection);

void damaged_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        int pid;

        if (conn < 0)
            continue;
        pid = fork();
        if (pid == 0) {
            close(listener);
            serve(conn);
            _exit(0);
        }
        if (pid < 0 close(conn);
        close(conn);
    }
}
