// not-compilable: a struct value cannot be cast to a pointer; that is the fault shown here.
#include <netinet/in.h>
#include <sys/socket.h>

int value_bad(int s)
{
    sockaddr_in addr{};

    addr.sin_family = AF_INET;
    return ::bind(s, reinterpret_cast<sockaddr *>(addr), sizeof addr); // want "'addr' is a"
}

int c_style_bad(int s, const sockaddr_in6 &addr)
{
    return ::bind(s, (const struct sockaddr *)addr, sizeof addr); // want "'addr' is a"
}

class Server {
public:
    int start(int s)
    {
        sockaddr_storage *where = &address_;

        return ::bind(s, reinterpret_cast<const sockaddr *>(&where), sizeof *where); // want "'where' is a pointer already"
    }

private:
    sockaddr_storage address_{};
};

int reference_ok(int s, sockaddr_in &addr)
{
    return ::bind(s, reinterpret_cast<sockaddr *>(&addr), sizeof addr);
}

int iterator_ok(int s, const sockaddr_in *first)
{
    return ::bind(s, reinterpret_cast<const sockaddr *>(first), sizeof *first);
}
