// not-compilable: unp.h belongs to a book and is not installed.
#include "unp.h"

static int length_of(const uint32_t *field)
{
    return ntohl(*field);
}

void stevens_bad(int sockfd, const uint32_t *field)
{
    char buffer[MAXLINE];
    int n = length_of(field);

    if (n > 1024)
        err_quit("too long");
    Readn(sockfd, buffer, n);
    n = ntohl(*field);
    if (n > 1024)
        err_quit("too long");
    memmove(buffer, field, n); // want "memmove() takes it for a huge one"
}
