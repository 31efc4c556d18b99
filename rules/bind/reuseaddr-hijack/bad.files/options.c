#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif
#include "net.h"

int allow_reuse(SOCKET s)
{
    int on = 1;

    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)&on, sizeof on);
}
