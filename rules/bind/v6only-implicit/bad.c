#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int open_listener_bad(void)
{
    struct sockaddr_in6 addr = {0};
    int on = 1;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    addr.sin6_family = AF_INET6;
    addr.sin6_port = htons(8080);
    addr.sin6_addr = in6addr_any;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) { // want "Whether 's' serves IPv4 clients too"
        close(s);
        return -1;
    }
    return s;
}
// doc-end

/* One socket for each protocol: on Linux the second one gets nothing. */
int open_pair_bad(int sockets[2])
{
    struct sockaddr_in any4 = {.sin_family = AF_INET, .sin_port = htons(8080)};
    struct sockaddr_in6 any6 = {.sin6_family = AF_INET6, .sin6_port = htons(8080)};
    int on = 1;
    int four = socket(AF_INET, SOCK_STREAM, 0);
    int six = socket(AF_INET6, SOCK_STREAM, 0);

    if (four < 0 || six < 0)
        goto failed;
    setsockopt(four, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(six, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(four, (struct sockaddr *)&any4, sizeof any4) < 0 || listen(four, 16) < 0)
        goto failed;
    if (bind(six, (struct sockaddr *)&any6, sizeof any6) < 0 || listen(six, 16) < 0) // want "'four' has the same port of IPv4"
        goto failed;
    sockets[0] = four;
    sockets[1] = six;
    return 0;
failed:
    if (four >= 0)
        close(four);
    if (six >= 0)
        close(six);
    return -1;
}

int datagram_bad(unsigned short port)
{
    struct sockaddr_in6 addr = {.sin6_family = AF_INET6, .sin6_port = htons(port)};
    int s = socket(AF_INET6, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "Whether 's' serves IPv4 clients too"
        close(s);
        return -1;
    }
    return s;
}
