// not-compilable: another statement of the function is damaged on purpose.
#include <sys/socket.h>

int damaged_ok(int listener, struct sockaddr *client)
{
    size_t count = 0
    socklen_t length = 16;

    count++;
    return accept(listener, client, (void *)&length);
}
