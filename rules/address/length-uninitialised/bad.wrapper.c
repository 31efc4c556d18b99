// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int listenfd)
{
    struct sockaddr_in cliaddr;
    socklen_t clilen;
    int connfd;

    for (;;) {
        connfd = Accept(listenfd, (SA *)&cliaddr, &clilen); // want "reads 'clilen' to learn how much room 'cliaddr' has"
        Close(connfd);
    }
}
