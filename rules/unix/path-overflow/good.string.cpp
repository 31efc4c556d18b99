#include <string.h>
#include <string>
#include <sys/socket.h>
#include <sys/un.h>

int connect_ok(int s, const std::string &path)
{
    sockaddr_un server = {};

    if (path.size() > 100)
        return -1;
    server.sun_family = AF_UNIX;
    strcpy(server.sun_path, path.c_str());
    return connect(s, reinterpret_cast<sockaddr *>(&server), sizeof server);
}
