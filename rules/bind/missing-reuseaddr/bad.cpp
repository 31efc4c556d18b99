#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

class Listener {
public:
    bool open(unsigned short port);

private:
    int fd_ = -1;
};

bool Listener::open(unsigned short port)
{
    sockaddr_in addr{};
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);

    if (fd < 0)
        return false;
    addr.sin_family = AF_INET;
    addr.sin_port = htons(port);
    if (::bind(fd, reinterpret_cast<sockaddr *>(&addr), sizeof addr) < 0 || ::listen(fd, 16) < 0) { // want "'fd' is bound without SO_REUSEADDR"
        ::close(fd);
        return false;
    }
    fd_ = fd;
    return true;
}
