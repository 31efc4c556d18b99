#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int admin_fd = -1;
static int public_fd = -1;

static void open_admin_bad(void)
{
    struct sockaddr_in addr = {0};

    admin_fd = socket(AF_INET, SOCK_STREAM, 0);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(9090);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(admin_fd, (struct sockaddr *)&addr, sizeof addr);
}

static void open_public_bad(void)
{
    struct sockaddr_in addr = {0};

    public_fd = socket(AF_INET, SOCK_STREAM, 0);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(9090);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(public_fd, (struct sockaddr *)&addr, sizeof addr); // want "'open_public_bad()' binds the wildcard address 0.0.0.0 on port 9090, and 'open_admin_bad()' binds 127.0.0.1 on the same port. With default options and both sockets open, on Windows Server 2003 and later whichever bind comes second succeeds and both sockets share port 9090; on Linux it fails with EADDRINUSE"
}

/* Only asks whether the port is free: closed before anything else binds. */
static int probe_ok(void)
{
    struct sockaddr_in addr = {0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int rc;

    addr.sin_family = AF_INET;
    addr.sin_port = htons(9090);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    rc = bind(fd, (struct sockaddr *)&addr, sizeof addr);
    close(fd);
    return rc;
}

int main(void)
{
    if (probe_ok() < 0)
        return 1;
    open_admin_bad();
    open_public_bad();
    return 0;
}
