#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static void hello(int connection)
{
    send(connection, "hello\n", 6, 0);
}

void run_server(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            continue;
        pid = fork(); // want "Nothing in the program waits for the children"
        if (pid < 0)
            perror("fork");
        if (pid == 0) {
            close(listener);
            hello(conn);
            _exit(0);
        }
        close(conn);
    }
}
