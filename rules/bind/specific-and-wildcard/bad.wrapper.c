#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_on(in_addr_t host, unsigned short port)
{
    struct sockaddr_in addr = {0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    addr.sin_addr.s_addr = htonl(host);
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int through_wrapper_bad(int *fds)
{
    fds[0] = fds[1] = -1;
    int admin = open_on(INADDR_LOOPBACK, 8080);
    if (admin < 0)
        return -1;
    int all = open_on(INADDR_ANY, 8080); // want "'all' binds the wildcard address 0.0.0.0 on port 8080 while 'admin' is bound to 127.0.0.1"
    if (all < 0) {
        close(admin);
        return -1;
    }
    fds[0] = admin;
    fds[1] = all;
    return 0;
}

int other_ports_through_wrapper_ok(void)
{
    int admin = open_on(INADDR_LOOPBACK, 8080);
    int all = open_on(INADDR_ANY, 8081);

    close(admin);
    close(all);
    return 0;
}
