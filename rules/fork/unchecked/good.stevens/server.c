#include "unp.h"
#include <stdlib.h>

void doit(int connfd);

/* Fork() ends the program when it fails. */
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
