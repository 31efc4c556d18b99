#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

static int open_listener(const struct sockaddr_un *where)
{
    int s = socket(AF_UNIX, SOCK_STREAM, 0);

    if (s < 0)
        return -1;
    if (bind(s, (const struct sockaddr *)where, sizeof *where) < 0 || listen(s, 5) < 0) {
        close(s);
        return -1;
    }
    return s;
}

/* The socket goes elsewhere too. */
void keep(int s);

/* The function that makes the socket says its family. */
int serve_bad(const struct sockaddr_un *where, void (*note)(const struct sockaddr_storage *))
{
    struct sockaddr_storage from;
    socklen_t length = sizeof from;
    int s = open_listener(where);

    if (s < 0)
        return -1;
    keep(s);
    for (;;) {
        int c = accept(s, (struct sockaddr *)&from, &length); // want "after a client without a path"
        if (c < 0)
            return -1;
        note(&from);
        close(c);
    }
}
