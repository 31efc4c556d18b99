#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int bind_path(int s, const char *path)
{
    struct sockaddr_un addr = {.sun_family = AF_UNIX};

    if (strlen(path) >= sizeof addr.sun_path)
        return -1;
    strcpy(addr.sun_path, path);
    return bind(s, (struct sockaddr *)&addr, sizeof addr);
}

/* Nobody but this file calls the helper, and nothing in it takes a path away. */
int through_helper_bad(void)
{
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind_path(s, "/run/example.socket") < 0 || listen(s, 16) < 0) { // want "nothing removes it"
        close(s);
        return -1;
    }
    return s;
}
