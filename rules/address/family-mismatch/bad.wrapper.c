// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

static int open_stream(void)
{
    return Socket(AF_INET6, SOCK_STREAM, 0);
}

void stevens_bad(void)
{
    struct sockaddr_in servaddr;
    int listenfd = open_stream();

    bzero(&servaddr, sizeof(servaddr));
    servaddr.sin_family = AF_INET;
    servaddr.sin_addr.s_addr = htonl(INADDR_ANY);
    servaddr.sin_port = htons(13);
    Bind(listenfd, (SA *)&servaddr, sizeof(servaddr)); // want "'listenfd' is a socket of family AF_INET6"
    Close(listenfd);
}
