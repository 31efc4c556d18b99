#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static void set_path(struct sockaddr_un *address, const char *path)
{
    memset(address, 0, sizeof *address);
    address->sun_family = AF_UNIX;
    strcpy(address->sun_path, path); // want "'address->sun_path', which has 108 bytes"
}

int connect_bad(int s, const char *path)
{
    struct sockaddr_un server;

    set_path(&server, path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* The descriptor goes elsewhere. */
void keep(int s);

int main(int argc, char **argv)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    int s;

    if (argc < 2)
        return 2;
    strcpy(server.sun_path, argv[1]); // want "Nothing has tested the length of 'argv[1]'"
    s = socket(AF_UNIX, SOCK_STREAM, 0);
    if (s < 0)
        return 1;
    if (connect(s, (struct sockaddr *)&server, sizeof server) < 0) {
        close(s);
        return 1;
    }
    keep(s);
    return 0;
}
