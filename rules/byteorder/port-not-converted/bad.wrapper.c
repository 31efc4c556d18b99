#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fill(struct sockaddr_in *addr, int port)
{
    memset(addr, 0, sizeof *addr);
    addr->sin_family = AF_INET;
    addr->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    addr->sin_port = port;
}

int through_a_wrapper_bad(void)
{
    struct sockaddr_in server;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    fill(&server, 8080);
    if (connect(s, (struct sockaddr *)&server, sizeof server) < 0) { // want "connect() gets port 36895"
        close(s);
        return -1;
    }
    return s;
}

int converted_before_ok(void)
{
    struct sockaddr_in server;
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    fill(&server, htons(8080));
    if (connect(s, (struct sockaddr *)&server, sizeof server) < 0) {
        close(s);
        return -1;
    }
    return s;
}
