// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int sockfd, struct sockaddr_in6 *servaddr, char *line)
{
    struct sockaddr_in6 replyaddr;
    socklen_t len = sizeof(replyaddr);

    Connect(sockfd, (SA *)servaddr, sizeof(*servaddr));
    Recvfrom(sockfd, line, MAXLINE, 0, (SA *)&replyaddr, &len);
    if (memcmp(servaddr, &replyaddr, sizeof(replyaddr)) != 0) // want "memcmp() compares sin6_flowinfo of '*servaddr' too"
        printf("reply from another\n");
}
