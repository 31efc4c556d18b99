#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <pthread.h>

// doc-begin
int serve_one(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    int c = accept(s, NULL, NULL);
    if (c >= 0) {
        shutdown(c, SHUT_RDWR);
        close(c);
    }
    close(s);
    return c < 0 ? -1 : 0;
}
// doc-end

/* On Linux this wakes a thread that waits in accept(); the thread closes. */
int wake_ok(const struct sockaddr_in *addr, void *(*waits)(void *))
{
    pthread_t thread;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    if (pthread_create(&thread, NULL, waits, &s) == 0) {
        shutdown(s, SHUT_RDWR);
        pthread_join(thread, NULL);
    }
    close(s);
    return 0;
}

int argument_ok(int s)
{
    shutdown(s, SHUT_RDWR);
    close(s);
    return 0;
}

int tested_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    if (shutdown(s, SHUT_RDWR) < 0) {
        close(s);
        return -1;
    }
    close(s);
    return 0;
}

int connected_ok(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, (const struct sockaddr *)addr, sizeof *addr) == 0) {
        shutdown(s, SHUT_RDWR);
        close(s);
        return 0;
    }
    close(s);
    return -1;
}
