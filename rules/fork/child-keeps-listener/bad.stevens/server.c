#include "unp.h"
#include <stdlib.h>

void doit(int connfd);

void concurrent_server_bad(int listenfd)
{
    pid_t pid;
    int connfd;

    for (;;) {
        connfd = Accept(listenfd, NULL, NULL);
        if ((pid = Fork()) == 0) { // want "The child never closes 'listenfd'"
            doit(connfd);
            Close(connfd);
            exit(0);
        }
        Close(connfd);
    }
}

void concurrent_server_ok(int listenfd)
{
    int connfd;

    for (;;) {
        connfd = Accept(listenfd, NULL, NULL);
        if (Fork() == 0) {
            Close(listenfd);
            doit(connfd);
            exit(0);
        }
        Close(connfd);
    }
}
