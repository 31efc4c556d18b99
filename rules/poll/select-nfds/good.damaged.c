// not-compilable: a parenthesis is missing
#include <sys/select.h>
#include <sys/socket.h>

int damaged_ok(int s)
{
    fd_set readable;

    FD_ZERO(&readable);
    FD_SET(s, &readable);
    return select(s, &readable, NULL, keep((NULL, NULL);
}

int listener(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
