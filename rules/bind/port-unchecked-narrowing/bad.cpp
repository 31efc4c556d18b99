#include <cstdlib>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>

int connect_bad(int s, sockaddr_in server, const std::string &port)
{
    server.sin_port = htons(static_cast<uint16_t>(std::atoi(port.c_str()))); // want "Nothing tests what std::atoi() made of the text"
    return connect(s, reinterpret_cast<sockaddr *>(&server), sizeof server);
}
