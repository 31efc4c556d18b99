#include <sys/socket.h>
#include <unistd.h>

class Connection {
public:
    explicit Connection(int listener) : fd_(accept(listener, nullptr, nullptr)) {}
    void stop_bad()
    {
        ::close(fd_);
        ::close(fd_); // want "is already closed here"
    }

private:
    int fd_;
};
