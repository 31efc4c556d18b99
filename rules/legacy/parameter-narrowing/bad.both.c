#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

static void set_delay(unsigned short delay)
{
    (void)delay;
}

void delay_both_bad(int delay)
{
    set_delay(delay); // want "'delay' has 32 bits, and set_delay() takes it as unsigned short of 16"
}

int some_socket(void)
{
    return (int)socket(AF_INET, SOCK_DGRAM, 0);
}
