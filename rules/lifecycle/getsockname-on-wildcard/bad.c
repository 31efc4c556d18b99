#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int start_server(void)
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
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("serving on %s\n", inet_ntoa(own.sin_addr)); // want "'s' is bound to the wildcard address, so the address that getsockname() gives is 0.0.0.0"
    return s;
}
// doc-end

int reader_bad(void)
{
    char host[64];
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
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0 &&
        inet_ntop(AF_INET, &own.sin_addr, host, sizeof host) != NULL) // want "the address that getsockname() gives is 0.0.0.0"
        puts(host);
    return s;
}
