#include <sys/socket.h>
#include <unistd.h>

static int udp_socket(void)
{
    int s = socket(AF_INET, SOCK_DGRAM, 0);

    return s < 0 ? -1 : s;
}

int from_a_helper_bad(void)
{
    int s;

    if ((s = udp_socket() < 0)) // want "the descriptor that udp_socket() returned is lost"
        return -1;
    return s;
}

struct server {
    int listener;
};

/* What escapes is the 0 or 1. */
int escapes_bad(struct server *server)
{
    if ((server->listener = socket(AF_INET, SOCK_STREAM, 0) < 0)) // want "'server->listener' gets 0 or 1 here"
        return -1;
    return 0;
}
