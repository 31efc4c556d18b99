// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int sockfd)
{
    struct sockaddr_in servaddr;

    bzero(&servaddr, sizeof(servaddr));
    servaddr.sin_port = htons(13);
    Inet_pton(AF_INET, "127.0.0.1", &servaddr.sin_addr);
    Connect(sockfd, (SA *)&servaddr, sizeof(servaddr)); // want "sin_family is still 0"
}
