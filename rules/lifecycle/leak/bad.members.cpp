#include <sys/socket.h>
#include <unistd.h>
#include <cstdio>

/* The destructor closes one of the two. */
class Relay {
public:
    bool open_bad();
    ~Relay()
    {
        if (inside_ >= 0)
            close(inside_);
    } // want "The object ends here with 'outside_' still open, and no function of its class closes it"

private:
    int inside_ = -1, outside_ = -1;
};

bool Relay::open_bad()
{
    inside_ = socket(AF_INET, SOCK_STREAM, 0);
    outside_ = socket(AF_INET, SOCK_STREAM, 0);
    return inside_ >= 0 && outside_ >= 0;
}

/* It says so, and closes nothing. */
class Log {
public:
    explicit Log(int fd) : fd_(fd) {}
    ~Log() { std::puts("done"); }
    bool greet() const { return send(fd_, "hello", 5, MSG_NOSIGNAL) == 5; }

private:
    int fd_;
};

bool greet_bad(int listener)
{
    int conn = accept(listener, nullptr, nullptr);

    if (conn < 0)
        return false;
    Log log(conn);
    return log.greet(); // want "'conn' is still open when the function returns here"
}
