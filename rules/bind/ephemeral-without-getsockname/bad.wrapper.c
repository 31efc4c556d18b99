#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int bind_port(int s, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

static int serve_one(int s)
{
    int connection = accept(s, NULL, NULL);

    if (connection < 0)
        return -1;
    close(connection);
    return 0;
}

/* What the helpers do is seen, and none asks for the port. */
int through_helpers_bad(void)
{
    int rc;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind_port(s, 0) < 0 || listen(s, 16) < 0) { // want "'s' listens on a port that the system chooses"
        close(s);
        return -1;
    }
    rc = serve_one(s);
    close(s);
    return rc;
}
