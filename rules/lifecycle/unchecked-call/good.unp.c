// not-compilable: unp.h is Stevens' header, which is not installed
#include "unp.h"

/* The header is not in the project, and yet known: its functions with a capital end the program when the call fails. */
int open_listener_ok(const struct sockaddr_in *addr)
{
    int s = Socket(AF_INET, SOCK_STREAM, 0);

    Bind(s, (const SA *)addr, sizeof *addr);
    Listen(s, LISTENQ);
    return s;
}
