#include <winsock2.h>

/* The caller of a library starts Winsock. There is no main() here. */
SOCKET library_open_ok(void)
{
    return socket(AF_INET, SOCK_STREAM, 0);
}
