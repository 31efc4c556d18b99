// not-compilable: a struct value cannot be cast to a pointer; that is the fault shown here.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

typedef struct sockaddr SA;

int listen_here_bad(void)
{
    // doc-begin
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(s, (struct sockaddr *)addr, sizeof addr) < 0) // want "'addr' is a struct sockaddr_in"
        return -1;
    // doc-end
    return s;
}

/* Stevens' short name, through a wrapper that ends the program on failure. */
void Bind(int fd, const SA *address, socklen_t length);

void wrapper_bad(int listenfd)
{
    struct sockaddr_in6 servaddr = {.sin6_family = AF_INET6};

    Bind(listenfd, (SA *)servaddr, sizeof servaddr); // want "'servaddr' is a struct sockaddr_in6"
}

struct peer {
    struct sockaddr_storage address;
    socklen_t length;
};

int member_bad(int s, const struct peer *to)
{
    return connect(s, (const struct sockaddr *)to->address, to->length); // want "'to->address' is a struct sockaddr_storage"
}

int parenthesised_bad(int s)
{
    struct sockaddr_in to = {.sin_family = AF_INET};

    return connect(s, (struct sockaddr *)(to), sizeof(to)); // want "'to' is a struct sockaddr_in"
}

int element_bad(int s, int i)
{
    struct sockaddr_in servers[4] = {{0}};

    return connect(s, (struct sockaddr *)servers[i], sizeof servers[i]); // want "'servers[i]' is a struct sockaddr_in"
}
