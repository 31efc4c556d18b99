#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int make_socket(void)
{
    int on = 1;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s >= 0)
        setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return s;
}

int through_helper_bad(void)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};
    int server = make_socket();

    if (server < 0)
        return -1;
    if (bind(server, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(server, 16) < 0) { // want "Whether 'server' serves IPv4 clients too"
        close(server);
        return -1;
    }
    return server;
}

static int checked_socket(int family, int type, int protocol)
{
    int s = socket(family, type, protocol);

    if (s < 0)
        _exit(1);
    return s;
}

int asked_for_by_the_caller_bad(void)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(8081)};
    int server = checked_socket(AF_INET6, SOCK_STREAM, 0);

    if (bind(server, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(server, 16) < 0) { // want "Whether 'server' serves IPv4 clients too"
        close(server);
        return -1;
    }
    return server;
}

int of_another_family_good(void)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(8082)};
    int server = checked_socket(AF_UNIX, SOCK_STREAM, 0);

    if (bind(server, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(server, 16) < 0) {
        close(server);
        return -1;
    }
    return server;
}
