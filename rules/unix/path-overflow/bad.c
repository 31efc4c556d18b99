#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

// doc-begin
int connect_to(int s, const char *path)
{
    struct sockaddr_un server;

    memset(&server, 0, sizeof server);
    server.sun_family = AF_UNIX;
    strcpy(server.sun_path, path); // want "Nothing has tested the length of 'path' before strcpy()"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
// doc-end

/* Cut off without a terminator. */
int cut_bad(int s, const char *path)
{
    struct sockaddr_un server;

    memset(&server, 0, sizeof server);
    server.sun_family = AF_UNIX;
    strncpy(server.sun_path, path, sizeof(server.sun_path)); // want "strncpy() cuts it off and writes no terminator"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* As many bytes as there are. */
int measured_bad(int s, const char *path)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    memcpy(server.sun_path, path, strlen(path) + 1); // want "Nothing has tested the length of 'path' before memcpy()"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int formatted_bad(int s, const char *directory, int number)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    sprintf(server.sun_path, "%s/server.%d", directory, number); // want "Nothing has tested the length of 'directory'"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

/* A buffer that is longer than the path may be. */
int buffer_bad(int s, unsigned user)
{
    char path[256];
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    snprintf(path, sizeof path, "/run/user/%u/the-name-of-the-service", user);
    strcpy(server.sun_path, path); // want "Nothing has tested the length of 'path'"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int long_bad(int s)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, "/var/run/a-rather-long-name-of-a-service/with-an-instance-of-it/and-a-directory-below-that/control.socket"); // want "takes 106 bytes with its terminator, but 'server.sun_path' has only 104"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}

int too_long_bad(int s)
{
    struct sockaddr_un server = {.sun_family = AF_UNIX};

    strcpy(server.sun_path, "/var/run/a-rather-long-name-of-a-service/with-an-instance-of-it/and-a-directory-below-that/control-server.socket"); // want "takes 113 bytes with its terminator, but 'server.sun_path' has 108"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
