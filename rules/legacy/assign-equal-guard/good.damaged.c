// not-compilable: the condition cannot be read
#include <sys/socket.h>

void damaged_ok(int state)
{
    if (state == 0 ??
        state = 0;
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
