// Descriptors in members of classes that the file shows as a whole: closed in the destructor, or by nobody.
#include <sys/socket.h>
#include <unistd.h>
#include <cstdio>
#include <memory>
#include <string>
#include <utility>

// It only uses what it is given.
class Session {
public:
    explicit Session(int fd, std::string name = "") : fd_(fd), name_(std::move(name)) {}
    Session(const Session &) = delete;
    ~Session() { std::puts("bye"); }
    bool greet() const { return fd_ >= 0 && send(fd_, "hello", 5, 0) == 5; }
    int serve();

private:
    int fd_;
    std::string name_;
};

int Session::serve()
{
    char byte;
    int fd = fd_;
    while (recv(fd, &byte, 1, 0) > 0)
        if (::send(this->fd_, &byte, 1, 0) < 0)
            return -1;
    return 0;
}

class Keeper {
public:
    explicit Keeper(int fd) : fd_(fd) {}
    ~Keeper() { close(fd_); }
    bool greet() const { return send(fd_, "hello", 5, 0) == 5; }

private:
    int fd_;
};

bool right_object_that_closes(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Keeper keeper(conn);
    return keeper.greet();
}

bool wrong_object_that_only_uses(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Session session(conn);
    return session.greet(); // lost conn return
}

bool right_braces(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Keeper keeper{conn};
    return keeper.greet();
}

bool wrong_braces(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Session session{conn};
    return session.greet(); // lost conn return
}

bool right_used_and_closed(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Session session(conn, "peer");
    bool done = session.greet();
    close(conn);
    return done;
}

bool wrong_used_and_closed_too_late(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Session session(conn, "peer");
    if (!session.greet())
        return false; // lost conn return
    close(conn);
    return true;
}

bool right_new_object(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Keeper *keeper = new Keeper(conn);
    bool done = keeper->greet();
    delete keeper;
    return done;
}

bool wrong_new_object(int listener)
{
    int conn = accept(listener, nullptr, nullptr);
    if (conn < 0)
        return false;
    Session *session = new Session(conn);
    bool done = session->greet();
    delete session;
    return done; // lost conn return
}

// What a class is seen to do with a descriptor through one of its functions, others may do as well.
class Lender {
public:
    explicit Lender(int fd) : fd_(fd) {}
    int get() const { return fd_; }

private:
    int fd_;
};

int right_lent(int listener)
{
    Lender lender(accept(listener, nullptr, nullptr));
    char byte;
    int got = recv(lender.get(), &byte, 1, 0);
    close(lender.get());
    return got;
}

void note(int fd);

class Noter {
public:
    explicit Noter(int fd) : fd_(fd) { note(fd_); }

private:
    int fd_;
};

class Derived : public Keeper {
public:
    explicit Derived(int fd) : Keeper(fd) {}
};

class Holder {
public:
    explicit Holder(int fd) : keeper_(fd) {}

private:
    Keeper keeper_;
};

struct Open {
    explicit Open(int fd) : fd_(fd) {}
    int fd_;
};

class Declared {
public:
    explicit Declared(int fd) : fd_(fd) {}
    ~Declared();

private:
    int fd_;
};

template <class T> class Generic {
public:
    explicit Generic(T fd) : fd_(fd) {}

private:
    T fd_;
};

void right_given_to_what_is_not_seen_as_a_whole(int listener)
{
    int a = accept(listener, nullptr, nullptr), b = accept(listener, nullptr, nullptr);
    int c = accept(listener, nullptr, nullptr), d = accept(listener, nullptr, nullptr);
    int e = accept(listener, nullptr, nullptr), f = accept(listener, nullptr, nullptr);
    Noter noter(a);
    Derived derived(b);
    Holder holder(c);
    Open open(d);
    Declared declared(e);
    Generic<int> generic(f);
}

// The destructor closes one member and forgets another.
class wrong_pair {
public:
    bool opens_one();
    bool wrong_open()
    {
        out_ = socket(AF_INET, SOCK_STREAM, 0);
        return out_ >= 0 && listen(out_, 5) == 0;
    }
    ~wrong_pair()
    {
        if (in_ >= 0)
            close(in_);
    } // lost out_ destroyed

private:
    int in_ = -1, out_ = -1;
};

bool wrong_pair::opens_one()
{
    in_ = socket(AF_INET, SOCK_STREAM, 0);
    return in_ >= 0;
}

// A copy under another name is closed.
class Mover {
public:
    bool right_start()
    {
        first_ = socket(AF_INET, SOCK_STREAM, 0);
        second_ = first_;
        return second_ >= 0;
    }
    ~Mover() { close(second_); }

private:
    int first_ = -1, second_ = -1;
};

// Another function of the class closes.
class Stopper {
public:
    bool right_start()
    {
        fd_ = socket(AF_INET, SOCK_STREAM, 0);
        return fd_ >= 0;
    }
    void stop() { close(fd_); }
    ~Stopper() { std::puts("stopped"); }

private:
    int fd_ = -1;
};

// Made before the body of the constructor.
class Listener {
public:
    explicit Listener(int port) : port_(port), fd_(socket(AF_INET, SOCK_STREAM, 0)) {}
    bool right_start() { return fd_ >= 0 && listen(fd_, 5) == 0; }
    ~Listener();

private:
    int port_, fd_;
};

Listener::~Listener()
{
    close(fd_);
}

class wrong_forgetful {
public:
    explicit wrong_forgetful(int port) : port_(port), fd_(socket(AF_INET, SOCK_STREAM, 0)) {}
    bool wrong_start() { return fd_ >= 0 && listen(fd_, 5) == 0; }
    ~wrong_forgetful() { std::puts("gone"); } // lost fd_ destroyed

private:
    int port_, fd_;
};
