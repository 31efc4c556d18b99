#include <sys/socket.h>
#include <unistd.h>

class Socket {
public:
    explicit Socket(int fd) : fd_(fd) {}
    ~Socket()
    {
        if (fd_ >= 0)
            ::close(fd_);
    }

private:
    int fd_;
};

int guarded_ok(int listener)
{
    int conn = ::accept(listener, nullptr, nullptr);

    if (conn < 0)
        return -1;
    Socket guard(conn);
    return ::send(conn, "x", 1, MSG_NOSIGNAL) < 0 ? -1 : 0;
}
