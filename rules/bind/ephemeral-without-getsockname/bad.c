#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

// doc-begin
int main(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return 1;
    addr.sin_port = 0;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) { // want "'s' listens on a port that the system chooses"
        close(s);
        return 1;
    }
    for (;;) {
        int connection = accept(s, NULL, NULL);

        if (connection < 0)
            continue;
        close(connection);
    }
}
// doc-end

/* Without bind() the system chooses as well. */
int never_bound_bad(void)
{
    int connection;
    int s = socket(AF_INET6, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (listen(s, 16) < 0) { // want "'s' listens on a port that the system chooses"
        close(s);
        return -1;
    }
    connection = accept(s, NULL, NULL);
    close(s);
    return connection;
}

ssize_t datagram_bad(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(0)};
    ssize_t n;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) { // want "'s' waits for datagrams on a port that the system chooses"
        close(s);
        return -1;
    }
    n = recvfrom(s, buffer, size, 0, NULL, NULL);
    close(s);
    return n;
}
