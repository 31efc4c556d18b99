#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

struct client {
    int fd;
    struct client *next;
};

static struct client *clients;

/* What came before, a list of any length to walk, does not keep the fault from being seen. */
int restart_bad(const struct sockaddr *addr, socklen_t length)
{
    struct client *client = clients;
    int on = 1;
    int s;

    while (client != NULL) {
        struct client *next = client->next;

        if (client->fd >= 0)
            close(client->fd);
        free(client);
        client = next;
    }
    s = socket(AF_INET, SOCK_STREAM, 0);
    if (s < 0)
        return -1;
    if (bind(s, addr, length) < 0) {
        close(s);
        return -1;
    }
    setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on); // want "SO_REUSEADDR is set on 's' after bind()"
    return s;
}
