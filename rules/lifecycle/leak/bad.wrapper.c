#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static int epoll;

static int tcp_socket(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}

static int bind_port(int s, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

int through_helpers_bad(unsigned short port)
{
    int listener = tcp_socket();

    if (listener < 0)
        return -1;
    if (bind_port(listener, port) < 0)
        return -1; // want "'listener' is still open"
    return listener;
}

static void finish(int fd)
{
    shutdown(fd, SHUT_WR);
    close(fd);
}

int closes_on_one_path_bad(int listener, char *buffer, size_t size)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (recv(conn, buffer, size, 0) <= 0)
        return -1; // want "'conn' is still open"
    finish(conn);
    return 0;
}

static int keep(int fd)
{
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};

    if (setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &(int){1}, sizeof(int)) < 0)
        return -1;
    return epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event) < 0 ? -1 : 0;
}

/* Who asks has to close what was not kept. */
int not_kept_bad(int listener)
{
    int conn = accept(listener, NULL, NULL);

    if (conn < 0)
        return -1;
    if (keep(conn) < 0)
        return -1; // want "'conn' is still open"
    return 0;
}
