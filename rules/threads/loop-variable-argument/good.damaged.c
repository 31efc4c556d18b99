// not-compilable: the function is damaged on purpose; the wait may be in what was not understood.
#include <pthread.h>
#include <sys/socket.h>

void *serve(void *argument);

void damaged_ok(int listener)
{
    pthread_t thread;
    int conn;

    while ((conn = accept(listener, NULL, NULL)) >= 0) {
        pthread_create(&thread, NULL, serve, &conn);
        if (pthread_join(thread, NULL != 0)
            break;
    }
}
