/*
 * POSIX. A concurrent daytime server: one child process for each client.
 *
 * What was mended
 *  - SO_REUSEADDR is set before bind(), and its result is looked at.
 *  - The parent closes its copy of the connection; the child has its own.
 *  - A failed fork() is told apart.
 */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

static void tell_time(int client)
{
    char text[64];
    time_t now = time(NULL);
    size_t length = strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S\r\n", localtime(&now));

    if (write(client, text, length) < 0)
        perror("write");
}

int main(void)
{
    struct sockaddr_in address;
    int on = 1;
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    if (listener < 0) {
        perror("socket");
        return 1;
    }
    memset(&address, 0, sizeof address);
    address.sin_family = AF_INET;
    address.sin_port = htons(8013);
    address.sin_addr.s_addr = htonl(INADDR_ANY);
    if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0)
        perror("SO_REUSEADDR");
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0) {
        perror("bind");
        return 1;
    }
    if (listen(listener, SOMAXCONN) < 0) {
        perror("listen");
        return 1;
    }
    signal(SIGCHLD, SIG_IGN);

    for (;;) {
        int client = accept(listener, NULL, NULL);
        pid_t child;

        if (client < 0)
            continue;
        child = fork();
        if (child < 0)
            perror("fork");
        if (child == 0) {
            close(listener);
            tell_time(client);
            _exit(0);
        }
        close(client);
    }
}
