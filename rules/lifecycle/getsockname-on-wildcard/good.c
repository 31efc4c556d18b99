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
    int c = accept(s, NULL, NULL);
    if (c >= 0 && getsockname(c, (struct sockaddr *)&own, &length) == 0)
        printf("served on %s\n", inet_ntoa(own.sin_addr));
    if (c >= 0)
        close(c);
    return s;
}
// doc-end

/* The port is what was asked for. */
int port_ok(void)
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
        printf("port %d\n", ntohs(own.sin_port));
    return s;
}

/* Another call fills the structure before its host is used. */
int asked_again_ok(void)
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
        printf("port %d\n", ntohs(own.sin_port));
    length = sizeof own;
    int c = accept(s, (struct sockaddr *)&own, &length);
    if (c >= 0) {
        printf("from %s\n", inet_ntoa(own.sin_addr));
        close(c);
    }
    return s;
}

int specific_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(7000)};
    struct sockaddr_in own;
    socklen_t length = sizeof own;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("serving on %s\n", inet_ntoa(own.sin_addr));
    return s;
}

int argument_ok(int s)
{
    struct sockaddr_in own;
    socklen_t length = sizeof own;

    if (getsockname(s, (struct sockaddr *)&own, &length) == 0)
        printf("serving on %s\n", inet_ntoa(own.sin_addr));
    return s;
}
