// not-compilable: the stack is one for small devices.
#include "lwip/sockets.h"

int other_stack_ok(int s, struct sockaddr_in *to)
{
    to->sin_len = sizeof *to;
    return connect(s, (struct sockaddr *)to, sizeof *to);
}
