#include <stdint.h>
#include <sys/socket.h>

static void store(uint16_t seconds)
{
    (void)seconds;
}

static void forward(uint32_t seconds)
{
    store(seconds); // want "'seconds' has 32 bits, and store() takes it as uint16_t"
}

void through_wrapper(void)
{
    forward(70000);
}

int some_socket(void)
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
