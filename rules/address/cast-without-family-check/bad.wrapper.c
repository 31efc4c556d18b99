// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int port)
{
    struct sockaddr_storage cliaddr;
    socklen_t len = sizeof(cliaddr);
    int listenfd = Socket(AF_INET6, SOCK_STREAM, 0);
    int connfd = Accept(listenfd, (SA *)&cliaddr, &len);

    printf("%s\n", inet_ntoa(((struct sockaddr_in *)&cliaddr)->sin_addr)); // want "the address has the family AF_INET6"
    Close(connfd);
    Close(listenfd);
}
