#include <pthread.h>
#include <semaphore.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void *serve(void *argument);
void *work(void *argument);
void start(void *(*function)(void *), void *argument);

// doc-begin
void run_server(int listener)
{
    for (;;) {
        pthread_t thread;
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)conn) != 0)
            close(conn);
    }
}
// doc-end

struct client {
    int fd;
};

void allocated_ok(int listener)
{
    for (;;) {
        pthread_t thread;
        struct client *client = malloc(sizeof *client);

        if (client == NULL)
            return;
        client->fd = accept(listener, NULL, NULL);
        if (client->fd < 0 || pthread_create(&thread, NULL, serve, client) != 0) {
            if (client->fd >= 0)
                close(client->fd);
            free(client);
        }
    }
}

/* Each has an element of its own. */
void elements_ok(int listener)
{
    static int connections[64];
    pthread_t thread;

    for (int i = 0; i < 64; i++) {
        connections[i] = accept(listener, NULL, NULL);
        if (connections[i] >= 0)
            pthread_create(&thread, NULL, serve, &connections[i]);
    }
}

/* The thread ends before the next round begins. */
void joined_ok(int listener)
{
    pthread_t thread;
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        if (pthread_create(&thread, NULL, serve, &conn) == 0)
            pthread_join(thread, NULL);
        close(conn);
    }
}

/* The thread says when it has read the value. */
static sem_t taken;

void told_ok(int listener)
{
    pthread_t thread;
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        if (pthread_create(&thread, NULL, serve, &conn) == 0)
            sem_wait(&taken);
        else
            close(conn);
    }
}

/* All threads share it on purpose: the loop does not change it. */
void shared_ok(int listener)
{
    pthread_t threads[4];
    struct client shared = {.fd = listener};

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, work, &shared);
    for (int i = 0; i < 4; i++)
        pthread_join(threads[i], NULL);
}

/* There is no next round. */
void once_ok(int listener)
{
    pthread_t thread;

    for (;;) {
        static int conn;

        conn = accept(listener, NULL, NULL);
        if (conn < 0)
            continue;
        pthread_create(&thread, NULL, serve, &conn);
        return;
    }
}

/* What becomes of it there is not known. */
void escapes_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            return;
        start(serve, &conn);
    }
}
