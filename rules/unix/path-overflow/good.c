#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_to(int s, const char *path)
{
    struct sockaddr_un server;

    if (strlen(path) >= sizeof server.sun_path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    memset(&server, 0, sizeof server);
    server.sun_family = AF_UNIX;
    strcpy(server.sun_path, path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
// doc-end

int measured_ok(int s, const char *path)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    size_t length = strlen(path);

    if (length > 90)
        return -1;
    memcpy(server.sun_path, path, length + 1);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int known_ok(int s)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, "/run/example.socket");
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

#define SOCKET_PATH "/run/example.socket"

int macro_ok(int s)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};
    const char *path = SOCKET_PATH;

    strcpy(server.sun_path, path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* Nothing in this file says what the name stands for. */
#ifdef PATH_OF_THE_SERVER
int header_ok(int s)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, PATH_OF_THE_SERVER);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
#endif

/* Cut off at worst, and always ended: the array was zero. */
int cut_ok(int s, const char *path)
{
    struct sockaddr_un server;

    memset(&server, 0, sizeof server);
    server.sun_family = AF_UNIX;
    strncpy(server.sun_path, path, sizeof(server.sun_path) - 1);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int ended_ok(int s, const char *path)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strncpy(server.sun_path, path, sizeof server.sun_path);
    server.sun_path[sizeof server.sun_path - 1] = '\0';
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int printed_ok(int s, const char *path)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    snprintf(server.sun_path, sizeof server.sun_path, "%s", path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* The numbers are never so long. */
int numbered_ok(int s, const char *directory)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    sprintf(server.sun_path, "/tmp/server.%d.%.20s", (int)getpid(), directory);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int short_buffer_ok(int s, FILE *settings)
{
    char path[64];
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    if (fgets(path, sizeof path, settings) == NULL)
        return -1;
    strcpy(server.sun_path, path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int copied_ok(int s, const struct sockaddr_un *other)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, other->sun_path);
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* Another member, another array. */
struct named {
    char name[4096];
    int s;
};

void other_array_ok(struct named *named, const struct sockaddr *server, socklen_t length, const char *name)
{
    if (connect(named->s, server, length) == 0)
        strcpy(named->name, name);
}

struct connection {
    const char *path;
    int s;
};

/* Tested where it is kept, and used later. */
int keep_ok(struct connection *connection, const char *path)
{
    if (strlen(path) >= sizeof(((struct sockaddr_un *)0)->sun_path)) {
        errno = ENAMETOOLONG;
        return -1;
    }
    connection->path = path;
    return 0;
}

int kept_ok(const struct connection *connection)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, connection->path);
    return connect(connection->s, (struct sockaddr *)&server, sizeof server);
}
