#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void accept_one(int s)
{
    int connection = accept(s, NULL, NULL);

    if (connection >= 0)
        close(connection);
}

int fixed_port_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(8080)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0 && listen(s, 16) == 0)
        accept_one(s);
    close(s);
    return 0;
}

/* Zero is what the caller may give, or may not. */
int port_given_ok(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0 && listen(s, 16) == 0)
        accept_one(s);
    close(s);
    return 0;
}

/* Whoever gets it back may ask. */
int returned_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}

void announce(int s);

/* So may a function of another file. */
int escaped_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0 && listen(s, 16) == 0) {
        announce(s); // drop -> want "'s' listens on a port"
        accept_one(s);
    }
    close(s);
    return 0;
}

/* A client: whoever gets its datagram knows where to answer. */
ssize_t client_ok(const struct sockaddr_in *server, char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    ssize_t n;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        close(s);
        return -1;
    }
    sendto(s, "?", 1, 0, (const struct sockaddr *)server, sizeof *server); // drop -> want "'s' waits for datagrams"
    n = recv(s, buffer, size, 0);
    close(s);
    return n;
}

/* Nothing waits there. */
int source_ok(const struct sockaddr_in *server)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 ||
        connect(s, (const struct sockaddr *)server, sizeof *server) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* A path is no port. */
int local_ok(void)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    strcpy(addr.sun_path, "/run/example.socket");
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0 && listen(s, 16) == 0)
        accept_one(s);
    close(s);
    return 0;
}
