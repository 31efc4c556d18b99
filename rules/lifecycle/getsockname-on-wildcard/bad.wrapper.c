#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_listener(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int through_wrapper_bad(void)
{
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    int s = open_listener(7000);

    if (s < 0)
        return -1;
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("serving on %s\n", inet_ntoa(own.sin_addr)); // want "bound to the wildcard address"
    return s;
}
