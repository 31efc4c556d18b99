// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int listenfd, const uint32_t *field)
{
    char buffer[MAXLINE];
    int connfd = Accept(listenfd, NULL, NULL);
    int n = ntohl(*field);

    Close(connfd);
    if (n > 1024)
        err_quit("too long");
    memmove(buffer, field, n); // want "memmove() takes it for a huge one"
}
