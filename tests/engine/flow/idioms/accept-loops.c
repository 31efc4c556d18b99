/* Servers that take connections in a loop. */
#include <sys/socket.h>
#include <sys/epoll.h>
#include <sys/wait.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void serve(int fd);

void right_iterative(int listener)
{
    char line[100];
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        ssize_t n = recv(conn, line, sizeof line, 0);
        if (n <= 0) {
            close(conn);
            continue;
        }
        send(conn, line, n, 0);
        close(conn);
    }
}

void wrong_iterative(int listener)
{
    char line[100];
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        ssize_t n = recv(conn, line, sizeof line, 0);
        if (n <= 0) {
            continue; // lost conn scope
        }
        send(conn, line, n, 0);
        close(conn);
    }
}

void right_fork(int listener)
{
    int conn;
    pid_t pid;
    for (;;) {
        if ((conn = accept(listener, NULL, NULL)) < 0) {
            if (errno == EINTR)
                continue;
            perror("accept");
            exit(1);
        }
        if ((pid = fork()) == 0) {
            close(listener);
            serve(conn);
            close(conn);
            exit(0);
        }
        close(conn);
    }
}

void wrong_fork(int listener)
{
    int conn;
    pid_t pid;
    for (;;) {
        if ((conn = accept(listener, NULL, NULL)) < 0) { // lost conn overwritten
            if (errno == EINTR)
                continue;
            perror("accept");
            exit(1);
        }
        if ((pid = fork()) == 0) {
            close(listener);
            send(conn, "hello", 5, 0);
            close(conn);
            exit(0);
        }
    }
}

void right_fork_switch(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn == -1)
            break;
        switch (fork()) {
        case -1:
            perror("fork");
            close(conn);
            break;
        case 0:
            close(listener);
            send(conn, "hello", 5, 0);
            _exit(EXIT_SUCCESS);
        default:
            close(conn);
            break;
        }
    }
}

void wrong_fork_switch(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn == -1)
            break;
        switch (fork()) {
        case -1:
            perror("fork");
            break;
        case 0:
            close(listener);
            send(conn, "hello", 5, 0);
            _exit(EXIT_SUCCESS);
        default:
            close(conn);
            break;
        }
    } // lost conn scope
}

static void *worker(void *argument)
{
    int fd = (int)(long)argument;
    close(fd);
    return NULL;
}

void right_thread_by_value(int listener)
{
    pthread_t thread;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        if (pthread_create(&thread, NULL, worker, (void *)(long)conn) != 0) {
            close(conn);
            continue;
        }
        pthread_detach(thread);
    }
}

void wrong_thread_by_value(int listener)
{
    pthread_t thread;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        if (pthread_create(&thread, NULL, worker, (void *)(long)conn) != 0) {
            perror("pthread_create");
            continue; // lost conn scope
        }
        pthread_detach(thread);
    }
}

/* A thread that only looks at what it is given leaves the closing to who started it. */
static void *reader(void *argument)
{
    char buffer[16];
    while (read((int)(long)argument, buffer, sizeof buffer) > 0)
        ;
    return NULL;
}

void right_thread_joined(int listener)
{
    pthread_t thread;
    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        return;
    pthread_create(&thread, NULL, &reader, (void *)(long)conn);
    pthread_join(thread, NULL);
    close(conn);
}

void wrong_thread_that_never_closes(int listener)
{
    pthread_t thread;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        pthread_create(&thread, NULL, &reader, (void *)(long)conn);
        pthread_detach(thread);
    } // lost conn scope
}

static void *returner(void *argument)
{
    send((int)(long)argument, "x", 1, 0);
    return argument;
}

void right_thread_that_gives_it_back(int listener)
{
    pthread_t thread;
    void *result = NULL;
    int conn = accept(listener, NULL, NULL);
    if (conn < 0)
        return;
    if (pthread_create(&thread, NULL, returner, (void *)(long)conn) != 0) {
        close(conn);
        return;
    }
    pthread_join(thread, &result);
    close((int)(long)result);
}

static void *looper(void *argument)
{
    for (;;)
        send((int)(long)argument, "x", 1, 0);
}

void right_thread_without_end(int listener)
{
    pthread_t thread;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        pthread_create(&thread, NULL, looper, (void *)(long)conn);
    }
}

struct client {
    int fd;
    int age;
};

void right_thread_in_structure(int listener)
{
    pthread_t thread;
    for (;;) {
        struct client *client = malloc(sizeof *client);
        if (client == NULL)
            return;
        client->fd = accept(listener, NULL, NULL);
        if (client->fd < 0) {
            free(client);
            continue;
        }
        pthread_create(&thread, NULL, worker, client);
    }
}

void wrong_thread_in_structure(int listener)
{
    pthread_t thread;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        struct client *client = malloc(sizeof *client);
        if (client == NULL)
            return; // lost conn return
        client->fd = conn;
        pthread_create(&thread, NULL, worker, client);
    }
}

void right_poll_table(int listener)
{
    struct pollfd table[64];
    int used = 1;
    table[0].fd = listener;
    table[0].events = POLLIN;
    for (;;) {
        if (poll(table, used, -1) < 0)
            return;
        if (table[0].revents & POLLIN) {
            int conn = accept(listener, NULL, NULL);
            if (conn < 0)
                continue;
            if (used == 64) {
                close(conn);
                continue;
            }
            table[used].fd = conn;
            table[used].events = POLLIN;
            used++;
        }
    }
}

void wrong_poll_table(int listener)
{
    struct pollfd table[64];
    int used = 1;
    table[0].fd = listener;
    table[0].events = POLLIN;
    for (;;) {
        if (poll(table, used, -1) < 0)
            return;
        if (table[0].revents & POLLIN) {
            int conn = accept(listener, NULL, NULL);
            if (conn < 0)
                continue;
            if (used == 64) {
                continue; // lost conn scope
            }
            table[used].fd = conn;
            table[used].events = POLLIN;
            used++;
        }
    }
}

void right_epoll(int listener, int queue)
{
    struct epoll_event event, ready[16];
    for (;;) {
        int n = epoll_wait(queue, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            if (ready[i].data.fd != listener)
                continue;
            int conn = accept(listener, NULL, NULL);
            if (conn == -1)
                continue;
            event.events = EPOLLIN;
            event.data.fd = conn;
            if (epoll_ctl(queue, EPOLL_CTL_ADD, conn, &event) == -1) {
                perror("epoll_ctl");
                close(conn);
            }
        }
    }
}

void wrong_epoll(int listener, int queue)
{
    struct epoll_event event, ready[16];
    for (;;) {
        int n = epoll_wait(queue, ready, 16, -1);
        for (int i = 0; i < n; i++) {
            if (ready[i].data.fd != listener)
                continue;
            int conn = accept(listener, NULL, NULL);
            if (conn == -1)
                continue;
            if (i > 8) {
                perror("too many");
                continue; // lost conn scope
            }
            event.events = EPOLLIN;
            event.data.fd = conn;
            epoll_ctl(queue, EPOLL_CTL_ADD, conn, &event);
        }
    }
}

/* What could not be registered stays with the caller. */
void wrong_epoll_refused(int listener, int queue)
{
    struct epoll_event event;
    for (;;) {
        int conn = accept(listener, NULL, NULL);
        if (conn == -1)
            continue;
        event.events = EPOLLIN;
        event.data.u32 = 7;
        if (epoll_ctl(queue, EPOLL_CTL_ADD, conn, &event) == -1)
            perror("epoll_ctl");
    } // lost conn scope
}

/* The outer loop renews the listening socket. */
int right_renewed(struct sockaddr *sa, socklen_t length)
{
    int listener = -1;
    for (int round = 0; round < 3; round++) {
        if (listener >= 0)
            close(listener);
        listener = socket(AF_INET, SOCK_STREAM, 0);
        if (listener < 0)
            return -1;
        if (bind(listener, sa, length) == 0)
            break;
    }
    close(listener);
    return 0;
}

int wrong_renewed(struct sockaddr *sa, socklen_t length)
{
    int listener = -1;
    for (int round = 0; round < 3; round++) {
        listener = socket(AF_INET, SOCK_STREAM, 0); // lost listener overwritten
        if (listener < 0)
            return -1;
        if (bind(listener, sa, length) == 0)
            break;
    }
    close(listener);
    return 0;
}
