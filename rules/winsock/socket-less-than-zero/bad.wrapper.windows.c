#include <winsock2.h>

typedef SOCKET net_handle;

#define NET_OPEN(type) socket(AF_INET, type, 0)

static net_handle open_stream(void)
{
    return NET_OPEN(SOCK_STREAM);
}

int use_wrapper_bad(void)
{
    net_handle h = open_stream();

    if (h < 0) // want "This test of 'h' is never true"
        return 1;
    closesocket(h);
    return 0;
}
