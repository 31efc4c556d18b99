#include <winsock2.h>

class Server {
public:
    bool open()
    {
        fd_ = ::socket(AF_INET, SOCK_STREAM, 0);
        return fd_ >= 0; // want "This test of 'fd_' is always true"
    }

private:
    SOCKET fd_ = INVALID_SOCKET;
};
