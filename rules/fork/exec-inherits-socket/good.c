#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

void keep(int descriptor);

// doc-begin
int run_hook(char *const *arguments)
{
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
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

int set_later_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    fcntl(s, F_SETFD, FD_CLOEXEC);
    system("/usr/bin/hook");
    close(s);
    return 0;
}

int closed_first_ok(char *const *arguments)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (fork() == 0) {
        close(s);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(s);
    return 0;
}

void close_all_fds(void);

/* What it does is not in sight, but its name says it. */
int closes_by_name_ok(char *const *arguments)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (fork() == 0) {
        close_all_fds();
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(s);
    return 0;
}

/* As inetd does: the program is to have the connection. */
int handed_over_ok(int listener, char *const *arguments)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (fork() == 0) {
        dup2(conn, 0);
        dup2(conn, 1);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(conn);
    return 0;
}

/* The program is told the number. */
int told_ok(char *program)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);
    char number[16];

    if (s < 0)
        return -1;
    snprintf(number, sizeof number, "%d", s);
    if (fork() == 0) {
        execl(program, program, number, (char *)NULL);
        _exit(127);
    }
    close(s);
    return 0;
}

/* All but the standard ones are closed. */
int closes_all_ok(char *const *arguments)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (fork() == 0) {
        for (int fd = 3; fd < 256; fd++)
            close(fd);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(s);
    return 0;
}

/* Who keeps it may have set the flag. */
int escapes_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    keep(s);
    system("/usr/bin/hook");
    return 0;
}

/* A parameter is somebody else's. */
int given_ok(int s)
{
    system("/usr/bin/hook");
    return send(s, "x", 1, 0) == 1 ? 0 : -1;
}

/* Both ends are made for the program. */
int pair_ok(char *const *arguments)
{
    int ends[2];

    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return -1;
    if (fork() == 0) {
        close(ends[0]);
        execv(arguments[0], arguments);
        _exit(127);
    }
    close(ends[1]);
    return ends[0];
}
