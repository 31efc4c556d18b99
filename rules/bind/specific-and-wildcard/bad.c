#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int serve(int admin, int public);

// doc-begin
int two_listeners_bad(void)
{
    struct sockaddr_in addr;
    int admin = socket(AF_INET, SOCK_STREAM, 0);
    int public = socket(AF_INET, SOCK_STREAM, 0);

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = inet_addr("127.0.0.1");
    if (bind(admin, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(admin, 5) < 0)
        goto fail;

    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(public, (struct sockaddr *)&addr, sizeof addr) < 0) // want "succeeds and both sockets share port 8080; on Linux it fails with EADDRINUSE"
        goto fail;
    return serve(admin, public);
fail:
    close(admin);
    close(public);
    return -1;
}
// doc-end

int wildcard_first_bad(int *fds)
{
    struct sockaddr_in any = {0}, local = {0};
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    any.sin_family = AF_INET;
    any.sin_port = htons(8080);
    any.sin_addr.s_addr = INADDR_ANY;
    local.sin_family = AF_INET;
    local.sin_port = htons(8080);
    inet_pton(AF_INET, "10.0.0.1", &local.sin_addr);
    if (bind(a, (struct sockaddr *)&any, sizeof any) == -1)
        return -1;
    if (bind(b, (struct sockaddr *)&local, sizeof local) == -1) // want "'b' binds 10.0.0.1 on port 8080 while 'a' is bound to the wildcard address 0.0.0.0"
        return -1;
    fds[0] = a;
    fds[1] = b;
    return 0;
}

/* The option on one of two sockets does not let them share the port. */
int option_on_one_bad(void)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    setsockopt(b, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want "With no option on the first socket, SO_REUSEADDR on the second"
    close(a);
    close(b);
    return 0;
}

/* With SO_REUSEADDR on both, Linux still refuses once the first one listens. */
int reuse_and_listening_bad(void)
{
    struct sockaddr_in addr = {0};
    int on = 1;
    int a = socket(AF_INET, SOCK_STREAM, 0);
    int b = socket(AF_INET, SOCK_STREAM, 0);

    setsockopt(a, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(b, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    listen(a, 16);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want "on Linux it fails with EADDRINUSE"
    close(a);
    close(b);
    return 0;
}

int datagram_bad(void)
{
    struct sockaddr_in addr = {0};
    int a = socket(AF_INET, SOCK_DGRAM, 0);
    int b = socket(AF_INET, SOCK_DGRAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(5353);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    bind(a, (struct sockaddr *)&addr, sizeof addr);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    bind(b, (struct sockaddr *)&addr, sizeof addr); // want "port 5353"
    close(a);
    close(b);
    return 0;
}
