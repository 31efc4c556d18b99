#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

int open_admin(void);

static int open_public_bad(void)
{
    struct sockaddr_in addr = {0};
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(fd, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "'open_public_bad()' binds the wildcard address 0.0.0.0 on port 8080, and 'open_admin()' binds 127.0.0.1 on the same port"
        close(fd);
        return -1;
    }
    return fd;
}

int main(void)
{
    return open_admin() < 0 || open_public_bad() < 0;
}
