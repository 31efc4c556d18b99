/* Tables of descriptors, and calls that are tried again. */
#include <sys/select.h>
#include <sys/socket.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int clients[FD_SETSIZE];

void right_select_table(int listener)
{
    int i;
    fd_set all;
    FD_ZERO(&all);
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        for (i = 0; i < FD_SETSIZE; i++)
            if (clients[i] < 0) {
                clients[i] = conn;
                break;
            }
        if (i == FD_SETSIZE) {
            close(conn);
            continue;
        }
        FD_SET(conn, &all);
    }
}

void wrong_select_table(int listener)
{
    int i;
    fd_set all;
    FD_ZERO(&all);
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        for (i = 0; i < FD_SETSIZE; i++)
            if (clients[i] < 0) {
                clients[i] = conn;
                break;
            }
        if (i == FD_SETSIZE) {
            fprintf(stderr, "too many clients\n");
            continue; // lost conn scope
        }
        FD_SET(conn, &all);
    }
}

/* Two elements with constant indices. */
int right_pair_of_elements(void)
{
    int fds[2] = { -1, -1 };
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (fds[0] < 0)
        return -1;
    fds[1] = socket(AF_INET6, SOCK_STREAM, 0);
    if (fds[1] < 0) {
        close(fds[0]);
        return -1;
    }
    close(fds[0]);
    close(fds[1]);
    return 0;
}

int wrong_pair_of_elements(void)
{
    int fds[2] = { -1, -1 };
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    if (fds[0] < 0)
        return -1;
    fds[1] = socket(AF_INET6, SOCK_STREAM, 0);
    if (fds[1] < 0) {
        return -1; // lost fds[0] return
    }
    close(fds[0]);
    close(fds[1]);
    return 0;
}

/* The loop that closes them knows their number only. */
int right_closed_in_loop(void)
{
    int fds[2];
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    fds[1] = socket(AF_INET6, SOCK_STREAM, 0);
    for (int i = 0; i < 2; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    return 0;
}

int wrong_closed_in_loop(void)
{
    int fds[2];
    fds[0] = socket(AF_INET, SOCK_STREAM, 0);
    fds[1] = socket(AF_INET6, SOCK_STREAM, 0);
    for (int i = 0; i < 2; i++)
        printf("%d\n", i);
    return 0; // lost fds[0] return, lost fds[1] return
}

int right_socketpair(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return -1;
    send(ends[0], "x", 1, 0);
    close(ends[0]);
    close(ends[1]);
    return 0;
}

int wrong_socketpair(void)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) < 0)
        return -1;
    send(ends[0], "x", 1, 0);
    close(ends[0]);
    return 0; // lost ends[1] return
}

int right_retry_after_interrupt(int listener)
{
    int conn;
    do {
        conn = accept(listener, NULL, NULL);
    } while (conn < 0 && errno == EINTR);
    if (conn < 0)
        return -1;
    close(conn);
    return 0;
}

int wrong_retry_after_interrupt(int listener)
{
    int conn;
    do {
        conn = accept(listener, NULL, NULL); // lost conn overwritten
    } while (errno == EINTR);
    if (conn < 0)
        return -1;
    close(conn);
    return 0;
}

int right_retry_empty_body(int listener)
{
    int conn;
    while ((conn = accept(listener, NULL, NULL)) == -1 && errno == EINTR)
        ;
    if (conn == -1)
        return -1;
    close(conn);
    return 0;
}

int wrong_retry_empty_body(int listener)
{
    int conn;
    while ((conn = accept(listener, NULL, NULL)) == -1 && errno == EINTR)
        ;
    if (conn == -1)
        return -1;
    return 0; // lost conn return
}

/* Stevens, UNP: connect_retry(): the socket is made anew for each attempt. */
int right_connect_retry(int domain, int type, int protocol, const struct sockaddr *sa, socklen_t length)
{
    int seconds, fd;
    for (seconds = 1; seconds <= 128; seconds <<= 1) {
        if ((fd = socket(domain, type, protocol)) < 0)
            return -1;
        if (connect(fd, sa, length) == 0)
            return fd;
        close(fd);
        if (seconds <= 64)
            sleep(seconds);
    }
    return -1;
}

int wrong_connect_retry(int domain, int type, int protocol, const struct sockaddr *sa, socklen_t length)
{
    int seconds, fd;
    for (seconds = 1; seconds <= 128; seconds <<= 1) {
        if ((fd = socket(domain, type, protocol)) < 0) // lost fd overwritten
            return -1;
        if (connect(fd, sa, length) == 0)
            return fd;
        if (seconds <= 64)
            sleep(seconds);
    }
    return -1; // lost fd return
}

/* A label and a goto make the loop. */
int right_retry_by_goto(struct sockaddr *sa, socklen_t length)
{
    int fd, left = 3;
again:
    fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, sa, length) < 0) {
        close(fd);
        if (--left > 0)
            goto again;
        return -1;
    }
    return fd;
}

int wrong_retry_by_goto(struct sockaddr *sa, socklen_t length)
{
    int fd, left = 3;
again:
    fd = socket(AF_INET, SOCK_STREAM, 0); // lost fd overwritten
    if (fd < 0)
        return -1;
    if (connect(fd, sa, length) < 0) {
        if (--left > 0)
            goto again;
        close(fd);
        return -1;
    }
    return fd;
}
