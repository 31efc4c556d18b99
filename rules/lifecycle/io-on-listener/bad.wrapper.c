#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

static int open_listener(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, SOMAXCONN) < 0) {
        close(s);
        return -1;
    }
    return s;
}

int wrapped_bad(char *buffer, size_t size)
{
    int s = open_listener(8080);
    ssize_t n;

    if (s < 0)
        return -1;
    n = recv(s, buffer, size, 0); // want "is the listening socket"
    close(s);
    return (int)n;
}
