#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int make_socket(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    return s;
}

static int bind_and_listen(int s, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
        return -1;
    return listen(s, 16);
}

/* Neither helper sets it, and what they get or give shows it only here. */
int through_helpers_bad(void)
{
    int server = make_socket();

    if (server < 0)
        return -1;
    if (bind_and_listen(server, 8080) < 0) { // want "'server' is bound without SO_REUSEADDR"
        close(server);
        return -1;
    }
    return server;
}

static void set_flag(int s, int name)
{
    int on = 1;

    setsockopt(s, SOL_SOCKET, name, &on, sizeof on);
}

/* What the helper sets is known from what it is given. */
int other_flag_bad(void)
{
    int server = make_socket();

    if (server < 0)
        return -1;
    set_flag(server, SO_KEEPALIVE);
    if (bind_and_listen(server, 8080) < 0) { // want "'server' is bound without SO_REUSEADDR"
        close(server);
        return -1;
    }
    return server;
}
