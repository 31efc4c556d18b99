#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>

void serve(int connection);

// doc-begin
void run_server(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (fork() == 0) { // want "where accept() fails with EBADF"
            close(listener);
            serve(conn);
            close(conn);
        }
        close(conn);
    }
}
// doc-end

void chain_bad(int listener)
{
    while (1) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork(); // want "where accept() fails with EBADF"
        if (pid < 0) {
            perror("fork");
        } else if (pid == 0) {
            close(listener);
            serve(conn);
            printf("client served\n");
        }
        close(conn);
    }
}

void parent_first_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        pid_t pid;

        if (conn < 0)
            return;
        pid = fork(); // want "where accept() fails with EBADF"
        if (pid > 0) {
            close(conn);
        } else {
            close(listener);
            serve(conn);
            shutdown(conn, SHUT_RDWR);
            close(conn);
        }
    }
}

void switch_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        switch (fork()) { // want "accepts from 'listener' itself"
        case -1:
            perror("fork");
            break;
        case 0:
            serve(conn);
            close(conn);
            break;
        default:
            break;
        }
        close(conn);
    }
}

/* One way out ends the child, the other does not. */
void sometimes_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        char byte;

        if (conn < 0)
            return;
        if (fork() == 0) { // want "where accept() fails with EBADF"
            close(listener);
            if (recv(conn, &byte, 1, 0) == 1) {
                serve(conn);
                exit(0);
            }
            close(conn);
        }
        close(conn);
    }
}
