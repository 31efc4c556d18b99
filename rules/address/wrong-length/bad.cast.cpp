#include <netinet/in.h>
#include <sys/socket.h>

int connect_bad(int s, const sockaddr_in6 *to)
{
    return ::connect(s, reinterpret_cast<const sockaddr *>(to), sizeof(to)); // want "size of a pointer"
}

int bind_bad(int s)
{
    sockaddr_in6 here = {};

    here.sin6_family = AF_INET6;
    return ::bind(s, reinterpret_cast<const sockaddr *>(&here), sizeof(sockaddr_in)); // want "length of 16 bytes for 'here'"
}
