// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int sockfd)
{
    struct sockaddr_in6 servaddr;

    bzero(&servaddr, sizeof(servaddr));
    servaddr.sin6_family = AF_INET6;
    servaddr.sin6_port = htons(13);
    Inet_pton(AF_INET6, "fe80::1", &servaddr.sin6_addr);
    Connect(sockfd, (SA *)&servaddr, sizeof(servaddr)); // want "'servaddr' is fe80::1"
}
