#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int next_connection(int listener)
{
    int fd;

    do {
        fd = accept(listener, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

static void echo(int connection)
{
    char buffer[512];
    ssize_t n = recv(connection, buffer, sizeof buffer, 0);

    if (n > 0)
        send(connection, buffer, (size_t)n, 0);
}

static void wrapper_bad(int listener)
{
    for (;;) {
        int conn = next_connection(listener);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork(); // want "Nothing in the program waits for the children"
        if (pid < 0)
            perror("fork");
        if (pid == 0) {
            close(listener);
            echo(conn);
            _exit(0);
        }
        close(conn);
    }
}

int main(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(7000)};
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0)
        return 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0 || listen(listener, 16) < 0)
        return 1;
    wrapper_bad(listener);
    return 1;
}
