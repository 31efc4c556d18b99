#include <netinet/in.h>
#include <sys/socket.h>

int braces_bad(int s)
{
    sockaddr_in here{};

    here.sin_port = htons(8080);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::bind(s, reinterpret_cast<sockaddr *>(&here), sizeof here); // want "'here' has no address family"
}
