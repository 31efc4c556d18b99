// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int listenfd)
{
    struct sockaddr_in6 servaddr;

    bzero(&servaddr, sizeof(servaddr));
    servaddr.sin6_family = AF_INET6;
    servaddr.sin6_addr = in6addr_any;
    servaddr.sin6_port = htons(13);
    Bind(listenfd, (SA *)&servaddr, sizeof(struct sockaddr_in)); // want "length of 16 bytes for 'servaddr'"
}

static int connect_or_report(int fd, const struct sockaddr_in6 *to)
{
    if (connect(fd, (const struct sockaddr *)to, sizeof(to)) < 0) { // want "size of a pointer (4 or 8 bytes), but '*to'"
        perror("connect");
        return -1;
    }
    return 0;
}

int wrapped_bad(int fd)
{
    struct sockaddr_in6 to = {0};

    to.sin6_family = AF_INET6;
    to.sin6_port = htons(13);
    to.sin6_addr = in6addr_loopback;
    return connect_or_report(fd, &to);
}
