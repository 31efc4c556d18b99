// not-compilable: the function is damaged on purpose; the path may be removed in the damage.
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int damaged_ok(void)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX, .sun_path = "/run/example.socket"};
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (away(addr.sun_path
        return -1;
    if (bind(s, (struct sockaddr *)&addr, sizeof addr) < 0 || listen(s, 16) < 0) {
        close(s);
        return -1;
    }
    return s;
}
