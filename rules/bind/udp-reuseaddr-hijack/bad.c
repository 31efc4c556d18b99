#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

void handle(const char *data, size_t size);

// doc-begin
int serve_bad(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET};
    char buffer[2048];
    ssize_t n;
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR on the UDP socket 's'"
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

/* One address of the machine can be taken over just the same, and a second option does not prevent it. */
int both_options_bad(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    char buffer[2048];
    int on = 1;
    int s = socket(AF_INET, SOCK_DGRAM, IPPROTO_UDP);

    if (s < 0)
        return -1;
    setsockopt(s, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR on the UDP socket 's'"
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, sizeof buffer, 0);
    close(s);
    return 0;
}
