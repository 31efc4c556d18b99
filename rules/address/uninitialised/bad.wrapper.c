// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

void stevens_bad(int sockfd)
{
    struct sockaddr_in6 servaddr;

    servaddr.sin6_family = AF_INET6;
    servaddr.sin6_addr = in6addr_any;
    servaddr.sin6_port = htons(13);
    Bind(sockfd, (SA *)&servaddr, sizeof(servaddr)); // want "from sin6_flowinfo and sin6_scope_id is whatever"
}

static int connect_or_report(int fd, const struct sockaddr_in6 *to)
{
    if (connect(fd, (const struct sockaddr *)to, sizeof(*to)) < 0) {
        perror("connect");
        return -1;
    }
    return 0;
}

/* Who calls is judged where the address is read, and nothing is known of it there. */
int read_by_helper_ok(int fd)
{
    struct sockaddr_in6 to;

    to.sin6_family = AF_INET6;
    return connect_or_report(fd, &to);
}
