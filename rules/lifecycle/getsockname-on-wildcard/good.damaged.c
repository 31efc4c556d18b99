// not-compilable: a parenthesis is missing
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(7000)};
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    prepare((s;
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("serving on %s\n", inet_ntoa(own.sin_addr));
    return s;
}
