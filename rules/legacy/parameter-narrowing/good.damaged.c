// not-compilable: the argument cannot be read
#include <sys/socket.h>

static void set_delay(unsigned short delay)
{
    (void)delay;
}

void damaged_ok(int delay)
{
    set_delay(delay ?? );
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
