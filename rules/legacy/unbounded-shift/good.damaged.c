// not-compilable: the shift cannot be read
#include <sys/socket.h>

static int tries_count;

int damaged_ok(int s)
{
    tries_count++;
    send(s, "?", 1, 0);
    return (1 << tries_count ?? );
}
