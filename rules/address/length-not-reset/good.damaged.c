// not-compilable: the function is damaged on purpose; what sets the length may hide in the damage.
#include <sys/socket.h>
#include <sys/un.h>

void damaged_ok(int listener, void (*serve)(int, const struct sockaddr_un *))
{
    struct sockaddr_un from;
    socklen_t length = sizeof from;

    for (;;) {
        if (listener < 0
            break;
        int c = accept(listener, (struct sockaddr *)&from, &length);
        serve(c, &from);
    }
}
