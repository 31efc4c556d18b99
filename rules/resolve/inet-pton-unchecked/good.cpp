// not-compilable: C++
#include <arpa/inet.h>
#include <string>
#include <sys/socket.h>

/* The text of an object that nothing changes. */
int literal_ok(int s)
{
    struct sockaddr_in to = {};
    std::string ip = "127.0.0.1";

    to.sin_family = AF_INET;
    inet_pton(AF_INET, ip.c_str(), &to.sin_addr);
    return connect(s, reinterpret_cast<struct sockaddr *>(&to), sizeof to);
}
