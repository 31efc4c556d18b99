// not-compilable: C++
#include <arpa/inet.h>
#include <string>
#include <sys/socket.h>

/* The text of an object that nothing changes. */
int literal_ok(int s)
{
    struct sockaddr_in to = {};
    const std::string ip{"127.0.0.1"};

    to.sin_family = AF_INET;
    to.sin_addr.s_addr = inet_addr(ip.c_str());
    return connect(s, reinterpret_cast<struct sockaddr *>(&to), sizeof to);
}
