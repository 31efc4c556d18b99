#include <netinet/in.h>
#include <sys/socket.h>

int admin_fd = -1;

int open_admin(void)
{
    struct sockaddr_in addr = {0};

    admin_fd = socket(AF_INET, SOCK_STREAM, 0);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return bind(admin_fd, (struct sockaddr *)&addr, sizeof addr);
}
