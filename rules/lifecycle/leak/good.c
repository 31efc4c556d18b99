#include <errno.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_client(const struct sockaddr_in *server)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        perror("connect");
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int ladder_ok(const struct sockaddr_in *addr)
{
    int rc = -1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0)
        goto out;
    if (listen(s, SOMAXCONN) < 0)
        goto out;
    rc = 0;
out:
    close(s); // drop -> want "'s' is still open when the function returns here"
    return rc;
}

struct client {
    int fd;
};

void stored_ok(struct client *client, int listener)
{
    int conn = accept(listener, NULL, NULL);

    client->fd = conn;
}

static int current;

void global_ok(int listener)
{
    current = accept(listener, NULL, NULL);
}

int out_parameter_ok(int *out)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    *out = s;
    return 0;
}

/* Whoever is given the descriptor may look after it. */
int passed_on_ok(int listener, void (*serve)(int))
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    serve(conn);
    return 0;
}

static void *run(void *argument)
{
    int conn = *(int *)argument;

    free(argument);
    close(conn);
    return NULL;
}

int thread_ok(int listener)
{
    pthread_t thread;
    int *argument = malloc(sizeof *argument);

    if (argument == NULL)
        return -1;
    *argument = accept(listener, NULL, NULL);
    if (*argument < 0) {
        free(argument);
        return -1;
    }
    return pthread_create(&thread, NULL, run, argument);
}

FILE *stream_ok(int listener)
{
    int conn = accept(listener, NULL, NULL);

    return conn < 0 ? NULL : fdopen(conn, "r+");
}

void exit_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        exit(1);
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        perror("bind");
        exit(1);
    }
    close(s);
}

/* A block of main() that runs once: as if it were the body. */
int main(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return 1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return 1;
    if (listen(s, 5) < 0)
        return 1;
    if (addr.sin_port != 0) {
        int conn = accept(s, NULL, NULL);

        if (conn >= 0)
            send(conn, "x", 1, MSG_NOSIGNAL);
    }
    return 0;
}

/* Made first when one of two holds, and again when neither does. */
int either_ok(int active, const struct client *client)
{
    int s = -1;

    if (active || (client->fd & 2)) {
        s = socket(AF_INET, SOCK_DGRAM, 0);
        if (s < 0)
            return -1;
    }
    if (!(client->fd & 2)) {
        if (!active)
            s = socket(AF_INET, SOCK_STREAM, 0);
    }
    return s;
}

int chain_ok(int a, int b, int c)
{
    int s = -1;

    if (a > 0 || b > 0 || !c)
        s = socket(AF_INET, SOCK_DGRAM, 0);
    if (!(a > 0 || b > 0) && c)
        s = socket(AF_INET, SOCK_STREAM, 0);
    return s;
}
