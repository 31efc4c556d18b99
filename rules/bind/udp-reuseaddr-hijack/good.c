#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

void handle(const char *data, size_t size);

// doc-begin
int serve_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    char buffer[2048];
    ssize_t n;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    addr.sin_port = htons(5514);
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    while ((n = recv(s, buffer, sizeof buffer, 0)) >= 0)
        handle(buffer, (size_t)n);
    close(s);
    return 0;
}
// doc-end

/* Workers that share the load: Linux gives the port to sockets of one user only. */
int worker_ok(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5514)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    close(s);
    return 0;
}

/* Each member of a group gets each datagram. */
int multicast_ok(const struct ip_mreq *group, char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5353)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0) {
        setsockopt(s, IPPROTO_IP, IP_ADD_MEMBERSHIP, group, sizeof *group); // drop -> want "SO_REUSEADDR on the UDP socket"
        recv(s, buffer, size, 0);
    }
    close(s);
    return 0;
}

int group_address_ok(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5353)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    addr.sin_addr.s_addr = inet_addr("239.1.2.3"); // drop -> want "SO_REUSEADDR on the UDP socket"
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    close(s);
    return 0;
}

/* So does everybody who listens to a broadcast. */
int broadcast_ok(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(6771)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on); // drop -> want "SO_REUSEADDR on the UDP socket"
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    close(s);
    return 0;
}

int any_port_ok(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = 0};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    close(s);
    return 0;
}

/* On if the caller says so. */
int chosen_ok(int reuse, char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5514)};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &reuse, sizeof reuse);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    close(s);
    return 0;
}

/* Whoever gets it back may join a group. */
int returned_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5353)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}

void join(int s);

int escaped_ok(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5353)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0) {
        join(s); // drop -> want "SO_REUSEADDR on the UDP socket"
        recv(s, buffer, size, 0);
    }
    close(s);
    return 0;
}

/* A helper that binds and does more than that. */
static int open_for_all(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(6771)};
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(s, SOL_SOCKET, SO_BROADCAST, &on, sizeof on);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int through_helper_ok(char *buffer, size_t size)
{
    int s = open_for_all();

    if (s < 0)
        return -1;
    recv(s, buffer, size, 0);
    close(s);
    return 0;
}
