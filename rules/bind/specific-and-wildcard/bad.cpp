#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace net {

int qualified_calls_bad()
{
    sockaddr_in addr{};
    int a = ::socket(AF_INET, SOCK_STREAM, 0);
    int b = ::socket(AF_INET, SOCK_STREAM, 0);

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    addr.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(a, reinterpret_cast<sockaddr *>(&addr), sizeof addr) != 0)
        return -1;
    addr.sin_addr.s_addr = htonl(INADDR_ANY);
    if (::bind(b, reinterpret_cast<const sockaddr *>(&addr), sizeof addr) != 0) // want "on Linux it fails with EADDRINUSE"
        return -1;
    ::close(a);
    ::close(b);
    return 0;
}

} // namespace net
