#include <sys/socket.h>

/* The callers have the variable. */
int accept_into_bad(int listener, struct sockaddr *client, size_t *length)
{
    return accept(listener, client, (socklen_t *)length); // want "'length' is declared as size_t"
}

/* The descriptor goes elsewhere; the type is wrong all the same. */
void keep(int s);

int kept_bad(int listener, struct sockaddr_storage *client)
{
    size_t length = sizeof *client;
    int s = accept(listener, (struct sockaddr *)client, (socklen_t *)&length); // want "'length' is declared as size_t"

    if (s >= 0)
        keep(s);
    return s;
}
