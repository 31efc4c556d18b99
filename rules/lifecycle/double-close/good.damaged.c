// not-compilable: the function is damaged on purpose.
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(int listener, int refuse)
{
    int conn = accept(listener, NULL, NULL);

    if (refuse) { close(conn); return -1
    close(conn);
    return 0;
}
