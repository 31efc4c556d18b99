#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

/* Each child serves one connection: what the signal ends is that child. */
int main(void)
{
    char text[512];
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0 || listen(listener, 16) < 0)
        return 1;
    for (;;) {
        int c = accept(listener, NULL, NULL);
        pid_t pid;

        if (c < 0)
            continue;
        pid = fork();
        if (pid == 0) {
            ssize_t n;

            close(listener);
            while ((n = recv(c, text, sizeof text, 0)) > 0)
                if (send(c, text, n, 0) != n)
                    break;
            _exit(0);
        }
        close(c);
    }
}
