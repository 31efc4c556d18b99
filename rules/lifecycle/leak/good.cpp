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

template <typename Use> void with(int fd, Use use)
{
    use(fd);
}

/* What the lambda captures by reference it may close. */
void closed_by_lambda_ok()
{
    int ends[2];

    if (::socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
        return;
    with(ends[0], [&](int fd) {
        ::send(fd, "x", 1, MSG_NOSIGNAL);
        ::close(ends[1]);
    });
    ::close(ends[0]);
}

namespace net {
enum class Reason { Timeout, PoolEmpty = 4 };
enum class Other { PoolEmpty };

bool is_connected(int session);

static void close_session(const Reason reason, const int fd, const int session)
{
    if (reason == Reason::PoolEmpty) {
        ::close(fd);
        return;
    }
    if (!is_connected(session))
        return;
    ::close(fd);
}
} // namespace net

/* The reason that is given decides that it is closed. */
int closed_for_that_reason_ok(int listener)
{
    int conn = ::accept(listener, nullptr, nullptr);

    if (conn < 0)
        return -1;
    net::close_session(net::Reason::PoolEmpty, conn, -1);
    return 0;
}

/* Whoever closes through it, the class itself shows: it lets others have the number. */
class Lender {
public:
    explicit Lender(int fd) : fd_(fd) {}
    int get() const { return fd_; }

private:
    int fd_;
};

void lent_ok(int listener)
{
    Lender lender(accept(listener, nullptr, nullptr));

    close(lender.get());
}

/* The destructor stands elsewhere. */
class Elsewhere {
public:
    explicit Elsewhere(int fd) : fd_(fd) {}
    ~Elsewhere();
    bool reopen_ok()
    {
        fd_ = socket(AF_INET, SOCK_STREAM, 0);
        return fd_ >= 0;
    }

private:
    int fd_;
};

bool given_ok(int listener)
{
    int conn = accept(listener, nullptr, nullptr);

    if (conn < 0)
        return false;
    Elsewhere owner(conn);
    return owner.reopen_ok();
}

/* Another function of the class closes. */
class Stopper {
public:
    bool start_ok()
    {
        fd_ = socket(AF_INET, SOCK_STREAM, 0);
        return fd_ >= 0;
    }
    void stop() { close(fd_); }
    ~Stopper() {}

private:
    int fd_ = -1;
};
