// not-compilable: the function is damaged on purpose.
#include <sys/socket.h>

int damaged_ok(int s)
{
    if (listen(s, SOMAXCONN) == 1
        return -1;
    return 0;
}
