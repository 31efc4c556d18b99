// not-compilable: the header of lwIP
#include "lwip/sockets.h"

/* With the device the stack restarts, too: no old connection is left. */
int device_ok(unsigned short port)
{
    struct sockaddr_in addr = {.sin_family = AF_INET, .sin_port = htons(port)};
    int s = socket(AF_INET, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    return s;
}
