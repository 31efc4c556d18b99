// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(void)
{
    struct sockaddr_in cliaddr;
    socklen_t len = sizeof(cliaddr);
    int listenfd = Socket(AF_INET6, SOCK_STREAM, 0);
    int connfd = Accept(listenfd, (SA *)&cliaddr, &len); // want "'cliaddr' is a struct sockaddr_in with 16 bytes"

    printf("port %d\n", ntohs(cliaddr.sin_port));
    Close(connfd);
    Close(listenfd);
}
