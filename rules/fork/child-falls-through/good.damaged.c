// not-compilable: the function is damaged on purpose; the end of the child may be in what was not understood.
#include <sys/socket.h>
#include <unistd.h>

void serve(int connection);

void damaged_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (fork() == 0) {
            serve(conn);
            close(conn);
            if (conn > 0 _exit(0);
        }
        close(conn);
    }
}
