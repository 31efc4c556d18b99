#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int bind_any(int fd, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(fd, (struct sockaddr *)&addr, sizeof addr);
}

static int bound_socket(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return -1;
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}

int binds_in_a_helper_bad(void)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind_any(s, 8080) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on 's' after bind()"
    return s;
}

/* The helper makes the socket: there is no place between socket() and bind() to move the call to. */
int made_by_a_helper_bad(void)
{
    int on = 1;
    int s = bound_socket(8080);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on"
    return s;
}

static void share(int fd)
{
    int on = 1;

    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
}

int option_in_a_helper_bad(const struct sockaddr_in *addr)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)addr, sizeof *addr) < 0) {
        close(s);
        return -1;
    }
    share(s); // want "SO_REUSEPORT is set on 's' after bind()"
    return s;
}
