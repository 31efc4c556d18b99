// not-compilable: the function is damaged on purpose.
#include <sys/socket.h>

int damaged_ok(int s, char *buffer)
{
    if (listen(s, 5) < 0 return -1;
    return (int)recv(s, buffer, 16, 0);
}
