// not-compilable: another statement of the function is damaged on purpose.
#include <sys/socket.h>

int damaged_bad(int listener, struct sockaddr_storage *client)
{
    size_t length = sizeof *client;

    if (listener < 0
        return -1;
    return accept(listener, (struct sockaddr *)client, (void *)&length); // want "'length' is declared as size_t"
}
