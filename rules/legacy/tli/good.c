#include <string.h>
#include <sys/socket.h>

// doc-begin
int read_peer_ok(int fd, struct sockaddr_storage *client)
{
    socklen_t length = sizeof(*client);

    return getpeername(fd, (struct sockaddr *)client, &length);
}
// doc-end

/* Another library with a function of that name. */
struct tree;
extern struct tree *t_alloc(int size);
extern int t_open(const char *path, int flags);

int other_library_ok(const char *path)
{
    return t_alloc(3) == NULL ? -1 : t_open(path, 0);
}

extern void keep(int fd);

void escape_ok(void)
{
    keep(socket(AF_INET, SOCK_STREAM, 0));
}
