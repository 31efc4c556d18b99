// not-compilable: the function is damaged on purpose.
#include <sys/socket.h>
#include <unistd.h>

int damaged_ok(int listener, int refuse)
{
    int conn = accept(listener, NULL, NULL);

    if (refuse) { close(conn); return -1
    send(conn, "x", 1, 0);
    return 0;
}
