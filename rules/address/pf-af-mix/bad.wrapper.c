// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int sockfd)
{
    struct sockaddr_in servaddr;

    bzero(&servaddr, sizeof(servaddr));
    servaddr.sin_family = PF_INET; // want "write AF_INET"
    servaddr.sin_port = htons(13);
    Connect(sockfd, (SA *)&servaddr, sizeof(servaddr));
}
