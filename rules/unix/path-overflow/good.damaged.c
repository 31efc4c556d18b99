// not-compilable: the function is damaged on purpose; the test of the length may hide in the damage.
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int damaged_ok(int s, const char *path)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    if (long_path(path
        return -1;
    strcpy(server.sun_path, path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
