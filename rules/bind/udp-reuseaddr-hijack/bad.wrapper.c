#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static void allow_reuse(int s)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR on the UDP socket 's'"
}

/* A helper for servers of TCP. */
int through_helper_bad(char *buffer, size_t size)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5514)};
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    if (s < 0)
        return -1;
    allow_reuse(s);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) == 0)
        recv(s, buffer, size, 0);
    close(s);
    return 0;
}

int stream_ok(void)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(5514)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    allow_reuse(s);
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
