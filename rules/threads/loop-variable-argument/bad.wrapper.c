#include <errno.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

void *serve(void *argument);

static int next_connection(int listener)
{
    int fd;

    do {
        fd = accept(listener, NULL, NULL);
    } while (fd < 0 && errno == EINTR);
    return fd;
}

#define START(function, argument) pthread_create(&thread, NULL, function, argument)

void wrapper_bad(int listener)
{
    for (;;) {
        pthread_t thread;
        int conn = next_connection(listener);

        if (conn < 0)
            return;
        if (START(serve, &conn) != 0) // want "two threads serve one connection"
            close(conn);
    }
}
