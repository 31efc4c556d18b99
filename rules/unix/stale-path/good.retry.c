#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

/* Only when it is in the way, and only when nobody answers there. */
int main(void)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX, .sun_path = "/run/example.socket"};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);
    int probe = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0 || probe < 0)
        return 1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0) {
        if (errno != EADDRINUSE || connect(probe, (struct sockaddr *)&addr, sizeof addr) == 0)
            return 1;
        remove(addr.sun_path);
        if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0)
            return 1;
    }
    close(probe);
    if (listen(s, 16) < 0)
        return 1;
    close(s);
    return 0;
}
