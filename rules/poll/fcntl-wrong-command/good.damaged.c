// not-compilable: a parenthesis is missing
#include <fcntl.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    keep((s;
    fcntl(s, F_SETFD, O_NONBLOCK);
    return socket(AF_INET, SOCK_STREAM, 0);
}
