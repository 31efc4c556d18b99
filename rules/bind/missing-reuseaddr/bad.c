#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener_bad(void)
{
    struct sockaddr_in addr;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) { // want "'s' is bound without SO_REUSEADDR"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* The port of the caller. */
int port_given_bad(unsigned short port)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    int fd = socket(AF_INET6, SOCK_STREAM, IPPROTO_TCP);

    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "'fd' is bound without SO_REUSEADDR"
        close(fd);
        return -1;
    }
    if (listen(fd, 16) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

/* Another option is none for this. */
int other_option_bad(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    setsockopt(s, SOL_SOCKET, SO_OOBINLINE, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) { // want "SO_REUSEADDR"
        close(s);
        return -1;
    }
    return s;
}

/* An address of getaddrinfo() is one of the Internet. */
int resolved_bad(const char *service)
{
    struct addrinfo hints, *list, *each;
    int s = -1;

    memset(&hints, 0, sizeof hints);
    hints.ai_flags = AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(NULL, service, &hints, &list) != 0)
        return -1;
    for (each = list; each != NULL; each = each->ai_next) {
        s = socket(each->ai_family, each->ai_socktype, each->ai_protocol);
        if (s < 0)
            continue;
        if (bind(s, each->ai_addr, each->ai_addrlen) == 0) // want "'s' is bound without SO_REUSEADDR"
            break;
        close(s);
        s = -1;
    }
    freeaddrinfo(list);
    if (s >= 0 && listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* The option is for another socket. */
int other_socket_bad(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int on = 1;
    int control = socket(AF_INET, SOCK_STREAM, 0);
    int data = socket(AF_INET, SOCK_STREAM, 0);

    if (control < 0 || data < 0)
        goto failed;
    setsockopt(data, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(control, (struct sockaddr *)&addr, sizeof addr) < 0) // want "'control' is bound without SO_REUSEADDR"
        goto failed;
    if (listen(control, 16) < 0)
        goto failed;
    close(data);
    return control;
failed:
    if (control >= 0)
        close(control);
    if (data >= 0)
        close(data);
    return -1;
}
