#include <string.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>

int connect_bad(int s, const std::string &path)
{
    sockaddr_un server = {};

    server.sun_family = AF_UNIX;
    strcpy(server.sun_path, path.c_str()); // want "Nothing has tested the length of 'path.c_str()'"
    return connect(s, reinterpret_cast<sockaddr *>(&server), sizeof server);
}
