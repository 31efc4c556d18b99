#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

int reset_both_bad(int timeout)
{
    if (timeout == 0)
        timeout = 0; // want "'timeout' is 0 already"
    return timeout;
}

int some_socket(void)
{
    return (int)socket(AF_INET, SOCK_DGRAM, 0);
}
