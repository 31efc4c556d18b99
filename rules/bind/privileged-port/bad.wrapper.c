#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int bind_port(int s, unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};

    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Who chooses the port is told. */
int through_helper_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind_port(s, 80) < 0) { // want "Port 80 is below 1024"
        close(s);
        return -1;
    }
    return s;
}

/* Everybody may have this one. */
int other_port_ok(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind_port(s, 1024) < 0) {
        close(s);
        return -1;
    }
    return s;
}
