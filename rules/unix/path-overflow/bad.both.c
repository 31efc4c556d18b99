#include <string.h>
#ifdef _WIN32
#include <winsock2.h>
#include <afunix.h>
typedef SOCKET descriptor;
#else
#include <sys/socket.h>
#include <sys/un.h>
typedef int descriptor;
#endif

int connect_bad(descriptor s, const char *path)
{
    struct sockaddr_un server;

    memset(&server, 0, sizeof server);
    server.sun_family = AF_UNIX;
    strcpy(server.sun_path, path); // want "Nothing has tested the length of 'path'"
    return connect(s, (struct sockaddr *)&server, sizeof server);
}
