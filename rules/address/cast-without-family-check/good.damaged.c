// not-compilable: somebody is typing here.
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

int damaged_ok(const char *host)
{
    struct addrinfo *list;

    if (getaddrinfo(host, "http", NULL, &list) != 0)
        return -1;
    if (list->ai_family == 
        return -1;
    return ntohs(((struct sockaddr_in *)list->ai_addr)->sin_port);
}
