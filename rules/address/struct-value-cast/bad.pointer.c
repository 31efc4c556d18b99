#include <netinet/in.h>
#include <sys/socket.h>

// doc-begin
int connect_to(int s, const struct sockaddr_in *server)
{
    return connect(s, (const struct sockaddr *)&server, sizeof *server); // want "'server' is a pointer already"
}
// doc-end

int local_bad(int s)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    struct sockaddr_in *p = &addr;

    return bind(s, (struct sockaddr *)&p, sizeof *p); // want "'p' is a pointer already"
}

int from_bad(int s, char *buffer, int size, struct sockaddr_storage *from, socklen_t *length)
{
    return (int)recvfrom(s, buffer, (size_t)size, 0, (struct sockaddr *)&from, length); // want "'from' is a pointer already"
}

int parenthesised_bad(int s, struct sockaddr *address, socklen_t length)
{
    return bind(s, (struct sockaddr *)(&address), length); // want "'address' is a pointer already"
}
