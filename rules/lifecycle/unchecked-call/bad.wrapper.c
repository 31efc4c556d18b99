#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#define BIND(s, addr) bind((s), (const struct sockaddr *)(addr), sizeof *(addr))

/* The wrapper hides the failure from whoever calls it. */
static void attach_bad(int s, const struct sockaddr_in *addr)
{
    BIND(s, addr); // want "Nothing tests whether BIND() failed"
}

struct server {
    int listener;
};

int escapes_bad(struct server *server, const struct sockaddr_in *addr)
{
    server->listener = socket(AF_INET, SOCK_STREAM, 0);
    if (server->listener < 0)
        return -1;
    attach_bad(server->listener, addr);
    listen(server->listener, SOMAXCONN); // want "Nothing tests whether listen() failed"
    return 0;
}
