#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void *serve(void *argument);
void *work(void *argument);

// doc-begin
void run_server(int listener)
{
    for (;;) {
        pthread_t thread;
        int conn = accept(listener, NULL, NULL);

        if (conn < 0)
            continue;
        if (pthread_create(&thread, NULL, serve, &conn) != 0) // want "Every thread gets the address of the same 'conn'"
            close(conn);
    }
}
// doc-end

void declared_before_bad(int listener)
{
    pthread_t thread;
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        if (pthread_create(&thread, NULL, serve, (void *)&conn) != 0) // want "two threads serve one connection"
            close(conn);
    }
}

struct client {
    int fd;
    int number;
};

void structure_bad(int listener)
{
    struct client client;
    pthread_t thread;

    for (int number = 0;; number++) {
        client.fd = accept(listener, NULL, NULL);
        if (client.fd < 0)
            continue;
        client.number = number;
        if (pthread_create(&thread, NULL, serve, &client) != 0) // want "two threads serve one connection"
            close(client.fd);
    }
}

void counter_bad(int s)
{
    pthread_t threads[4];

    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, work, &i); // want "two threads work with one value"
    send(s, "x", 1, 0);
}
