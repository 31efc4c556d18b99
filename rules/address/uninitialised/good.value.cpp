#include <netinet/in.h>
#include <sys/socket.h>

int braces_ok(int s)
{
    sockaddr_in6 here{};

    here.sin6_family = AF_INET6;
    return ::bind(s, reinterpret_cast<sockaddr *>(&here), sizeof here);
}

int empty_list_ok(int s)
{
    sockaddr_in6 here = {};

    here.sin6_family = AF_INET6;
    return ::bind(s, reinterpret_cast<sockaddr *>(&here), sizeof here);
}

int value_ok(int s)
{
    auto here = sockaddr_in6();

    here.sin6_family = AF_INET6;
    return ::bind(s, reinterpret_cast<sockaddr *>(&here), sizeof here);
}
