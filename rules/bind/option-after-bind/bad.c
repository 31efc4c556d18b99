#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener(void)
{
    int on = 1;
    struct sockaddr_in addr;

    memset(&addr, 0, sizeof addr);
    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);

    int s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on 's' after bind()"
    if (listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}
// doc-end

int checked_bad(unsigned short port)
{
    int on = 1;
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    if (setsockopt(s, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on) < 0) { // want "SO_REUSEPORT is set on 's' after bind()"
        perror("SO_REUSEPORT");
        close(s);
        return -1;
    }
    return s;
}

int dual_stack_bad(unsigned short port)
{
    int off = 0;
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off); // want "IPV6_V6ONLY is set on 's' after bind()"
    return s;
}

/* The value is declared between the two: no fix moves the call over its declaration. */
int declared_between_bad(const struct sockaddr *addr, socklen_t length)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    bind(s, addr, length);
    int on = 1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on 's' after bind()"
    return s;
}

int connected_bad(const struct sockaddr *addr, socklen_t length)
{
    int on = 1;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (connect(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on 's' after connect() or listen()"
    return s;
}
