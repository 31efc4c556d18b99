#include <sys/socket.h>

class Timer {
public:
    void restart()
    {
        if (rounds_ == 0)
            rounds_ = 0; // want "'rounds_' is 0 already"
    }

private:
    int rounds_ = 0;
};

int some_socket()
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
