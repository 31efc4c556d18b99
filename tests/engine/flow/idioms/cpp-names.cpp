// Who is called: qualified names, methods, overloads. What may be somebody else's function is followed by nobody.
#include <sys/socket.h>
#include <unistd.h>

namespace net {

int listen_on(int backlog)
{
    int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (::listen(fd, backlog) < 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

// Not the close() of the system.
void close(const char *name)
{
    log(name);
}

namespace detail {

void drop(int fd)
{
    ::close(fd);
}

}

int right_inside(int backlog)
{
    int fd = listen_on(backlog);
    if (fd < 0)
        return -1;
    detail::drop(fd);
    return 0;
}

int wrong_inside(int backlog)
{
    int fd = net::listen_on(backlog);
    if (fd < 0)
        return -1;
    if (backlog > 5)
        return 1; // lost fd return
    detail::drop(fd);
    return 0;
}

}

int right_qualified()
{
    int fd = net::listen_on(5);
    if (fd < 0)
        return -1;
    ::net::detail::drop(fd);
    return 0;
}

int wrong_qualified()
{
    int fd = ::net::listen_on(5);
    if (fd < 0)
        return -1;
    net::close("server");
    return 0; // lost fd return
}

// A namespace that is only named in front, as in a file whose header opens it.
int zmq::open_socket(int family)
{
    return socket(family, SOCK_STREAM, 0);
}

int zmq::right_own_namespace(int family)
{
    int fd = open_socket(family);
    if (fd == -1)
        return -1;
    return use(fd);
}

int zmq::wrong_own_namespace(int family)
{
    int fd = open_socket(family);
    if (fd == -1)
        return -1;
    return 0; // lost fd return
}

class Poller {
public:
    int make(int family) { return socket(family, SOCK_STREAM, 0); }
    static int make_static(int family) { return socket(family, SOCK_STREAM, 0); }
    virtual int make_virtual(int family) { return socket(family, SOCK_STREAM, 0); }
    int shared(int family) { return socket(family, SOCK_STREAM, 0); }
    int shared(int family, int kept) { return kept; }
    int shared(int family, const char *name) { return find(name); }
    int defaulted(int family, int type = SOCK_STREAM) { return socket(family, type, 0); }
    int member() { return fd_; }
    void drop(int fd);
    void keep(int fd) { fd_ = fd; }
    int right_bare(int family);
    int wrong_bare(int family);
    int right_this(int family);
    int wrong_this(int family);
    int right_member_either_way(int family);
    int wrong_member_either_way(int family);
    int right_virtual(int family);
    int right_overloads(int family);
    int wrong_overload(int family);

private:
    int fd_ = -1;
};

void Poller::drop(int fd)
{
    close(fd);
}

int Poller::right_bare(int family)
{
    int fd = make(family);
    if (fd < 0)
        return -1;
    drop(fd);
    return 0;
}

int Poller::wrong_bare(int family)
{
    int fd = make(family);
    if (fd < 0)
        return -1;
    if (family == 0)
        return 0; // lost fd return
    drop(fd);
    return 0;
}

int Poller::right_this(int family)
{
    int fd = this->make(family);
    if (fd < 0)
        return -1;
    if (family == 0) {
        this->keep(fd);
        return 1;
    }
    this->drop(fd);
    return 0;
}

int Poller::wrong_this(int family)
{
    int fd = this->make(family);
    if (fd < 0)
        return -1;
    if (family == 0)
        return 0; // lost fd return
    this->drop(fd);
    return 0;
}

// `fd_` and `this->fd_` are one variable.
int Poller::right_member_either_way(int family)
{
    int fd = make(family);
    if (fd < 0)
        return -1;
    this->fd_ = 1;
    if (fd_ == 1)
        close(fd);
    return 0;
}

int Poller::wrong_member_either_way(int family)
{
    int fd = make(family);
    if (fd < 0)
        return -1;
    fd_ = 1;
    if (this->fd_ != 1)
        close(fd);
    return 0; // lost fd return
}

// A derived class may have its own, which keeps the descriptor.
int Poller::right_virtual(int family)
{
    int fd = make_virtual(family);
    if (fd < 0)
        return -1;
    return 0;
}

int Poller::right_overloads(int family)
{
    int kept = shared(family, 3);
    int found = shared(family, "name");
    int other = shared(family, kept, found);
    return other < 0 ? -1 : 0;
}

int Poller::wrong_overload(int family)
{
    int fd = shared(family);
    if (fd < 0)
        return -1;
    return 0; // lost fd return
}

int right_object(int family)
{
    Poller poller;
    int fd = poller.make(family);
    if (fd < 0)
        return -1;
    poller.drop(fd);
    return 0;
}

int wrong_object(Poller *poller, int family)
{
    int fd = poller->make(family);
    if (fd < 0)
        return -1;
    if (family == 0)
        return 0; // lost fd return
    poller->drop(fd);
    return 0;
}

// What the object holds is its own.
int right_member_of_object(Poller &poller)
{
    int fd = poller.member();
    if (fd < 0)
        return -1;
    return 0;
}

int right_static_member(int family)
{
    int fd = Poller::make_static(family);
    return fd < 0 ? -1 : fd;
}

int wrong_static_member(int family)
{
    int fd = Poller::make_static(family);
    return fd < 0 ? -1 : 0; // lost fd return
}

// It sets the variable, too.
static int shut(int &fd)
{
    int result = close(fd);
    fd = -1;
    return result;
}

int right_reference(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    shut(fd);
    return 0;
}

int wrong_reference(int family)
{
    int fd = socket(family, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (family == 0)
        return 0; // lost fd return
    shut(fd);
    return 0;
}

int right_default_argument(Poller &poller, int family)
{
    int fd = poller.defaulted(family);
    return fd < 0 ? -1 : fd;
}

int wrong_default_argument(Poller &poller, int family)
{
    int fd = poller.defaulted(family);
    return fd < 0 ? -1 : 0; // lost fd return
}
