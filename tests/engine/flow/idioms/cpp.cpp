// C++: members, RAII, lambdas, exceptions.
#include <sys/socket.h>
#include <unistd.h>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

class Server {
public:
    Server();
    ~Server();
    bool right_open(const sockaddr *sa, socklen_t length);
    bool wrong_open(const sockaddr *sa, socklen_t length);

private:
    int fd_ = -1;
};

Server::~Server()
{
    if (fd_ >= 0)
        close(fd_);
}

// The destructor closes the member.
bool Server::right_open(const sockaddr *sa, socklen_t length)
{
    fd_ = socket(AF_INET, SOCK_STREAM, 0);
    if (fd_ < 0)
        return false;
    return bind(fd_, sa, length) == 0 && listen(fd_, 5) == 0;
}

// The member is set only at the end.
bool Server::wrong_open(const sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return false;
    if (bind(fd, sa, length) != 0)
        return false; // lost fd return
    fd_ = fd;
    return true;
}

class Connection {
public:
    explicit Connection(int fd) : fd_(fd) {}
    ~Connection() { close(fd_); }
    bool right_reopen();
    bool wrong_reopen();

private:
    int fd_;
};

bool Connection::right_reopen()
{
    this->fd_ = socket(AF_INET, SOCK_STREAM, 0);
    return this->fd_ >= 0;
}

bool Connection::wrong_reopen()
{
    int fd_ = socket(AF_INET, SOCK_STREAM, 0);
    return fd_ >= 0; // lost fd_ return
}

// A local object owns what its constructor is given.
int right_wrapper_class(const sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    Connection guard(fd);
    if (connect(fd, sa, length) < 0)
        return -1;
    return 0;
}

int wrong_wrapper_class(const sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    if (connect(fd, sa, length) < 0)
        return -1; // lost fd return
    Connection guard(fd);
    return 0;
}

int right_unique_fd(const sockaddr *sa, socklen_t length)
{
    android::base::unique_fd fd(socket(AF_INET, SOCK_STREAM, 0));
    if (fd.get() < 0)
        return -1;
    return connect(fd.get(), sa, length);
}

int right_unique_fd_braces(const sockaddr *sa, socklen_t length)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    unique_fd fd{raw};
    return connect(raw, sa, length);
}

int wrong_unique_fd(const sockaddr *sa, socklen_t length)
{
    unique_fd fd;
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    if (connect(raw, sa, length) < 0)
        return -1; // lost raw return
    fd.reset(raw);
    return 0;
}

int right_auto_object()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    auto guard = Connection(raw);
    return 0;
}

int wrong_auto_object()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    auto guard = raw;
    return 0; // lost raw return
}

int right_object_from_value()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    Connection guard = raw;
    return 0;
}

int wrong_object_from_value()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    const int guard = raw;
    return 0; // lost raw return
}

struct CloseFd {
    void operator()(int *fd) const { close(*fd); delete fd; }
};

int right_unique_ptr(const sockaddr *sa, socklen_t length)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    std::unique_ptr<int, CloseFd> owner(new int(raw));
    return connect(raw, sa, length);
}

int right_unique_ptr_to_local(const sockaddr *sa, socklen_t length)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    std::unique_ptr<int, CloseFd> owner(&raw);
    return connect(raw, sa, length);
}

int wrong_unique_ptr(const sockaddr *sa, socklen_t length)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    std::unique_ptr<int> copy(new int(4));
    return connect(raw, sa, length); // lost raw return
}

int right_member_of_new_object()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    auto *kept = new Connection(raw);
    registry.push_back(kept);
    return 0;
}

int wrong_member_of_new_object()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    auto *kept = new Connection(-1);
    registry.push_back(kept);
    return 0; // lost raw return
}

int right_lambda_closes()
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    auto cleanup = [&fd] { close(fd); };
    send(fd, "x", 1, 0);
    cleanup();
    return 0;
}

int wrong_lambda_closes()
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        return -1;
    auto greet = [](int to) { send(to, "x", 1, 0); };
    return 0; // lost fd return
}

void right_lambda_body()
{
    std::function<void()> work = [] {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return;
        close(fd);
    };
    work();
}

void wrong_lambda_body()
{
    std::function<void()> work = [] {
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            return;
        send(fd, "x", 1, 0);
        return; // lost fd return
    };
    work();
}

void right_thread(int listener)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);
        if (conn < 0)
            continue;
        std::thread([conn] { send(conn, "x", 1, 0); close(conn); }).detach();
    }
}

void right_thread_argument(int listener)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);
        if (conn < 0)
            continue;
        std::thread worker(serve, conn);
        worker.detach();
    }
}

void wrong_thread(int listener, bool full)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);
        if (conn < 0)
            continue;
        if (full)
            continue; // lost conn scope
        std::thread worker(serve, conn);
        worker.detach();
    }
}

int right_try(const std::string &name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        throw std::runtime_error("socket");
    try {
        check(name);
    } catch (const std::exception &) {
        close(fd);
        throw;
    }
    close(fd);
    return 0;
}

int wrong_try(const std::string &name)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        throw std::runtime_error("socket");
    try {
        check(name);
    } catch (const std::exception &) {
        return -1; // lost fd return
    }
    close(fd);
    return 0;
}

int right_throw(const sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        throw std::runtime_error("socket");
    if (connect(fd, sa, length) < 0) {
        close(fd);
        throw std::runtime_error("connect");
    }
    close(fd);
    return 0;
}

int wrong_throw(const sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    if (fd < 0)
        throw std::runtime_error("socket");
    if (connect(fd, sa, length) < 0) {
        throw std::runtime_error("connect"); // lost fd return
    }
    close(fd);
    return 0;
}

int right_caught_throw(const sockaddr *sa, socklen_t length)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    try {
        if (fd < 0)
            throw std::runtime_error("socket");
        if (connect(fd, sa, length) < 0)
            throw std::runtime_error("connect");
    } catch (const std::runtime_error &) {
        if (fd >= 0)
            close(fd);
        return -1;
    }
    close(fd);
    return 0;
}

int wrong_caught_throw(const sockaddr *sa, socklen_t length)
{
    int fd = -1;
    try {
        fd = socket(AF_INET, SOCK_STREAM, 0);
        if (fd < 0)
            throw std::runtime_error("socket");
        if (connect(fd, sa, length) < 0)
            throw std::runtime_error("connect");
    } catch (const std::runtime_error &) {
        return -1; // lost fd return
    }
    close(fd);
    return 0;
}

int right_range_for(const std::vector<addrinfo> &list)
{
    for (const auto &entry : list) {
        int fd = socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol);
        if (fd < 0)
            continue;
        if (connect(fd, entry.ai_addr, entry.ai_addrlen) == 0)
            return fd;
        close(fd);
    }
    return -1;
}

int wrong_range_for(const std::vector<addrinfo> &list)
{
    for (const auto &entry : list) {
        int fd = socket(entry.ai_family, entry.ai_socktype, entry.ai_protocol);
        if (fd < 0)
            continue;
        if (connect(fd, entry.ai_addr, entry.ai_addrlen) == 0)
            return fd;
    } // lost fd scope
    return -1;
}

int right_initialiser_in_if()
{
    if (int fd = socket(AF_INET, SOCK_STREAM, 0); fd >= 0) {
        close(fd);
        return 0;
    }
    return -1;
}

int wrong_initialiser_in_if()
{
    if (int fd = socket(AF_INET, SOCK_STREAM, 0); fd >= 0) {
        send(fd, "x", 1, 0);
        return 0; // lost fd return
    }
    return -1;
}

void right_container(int listener, std::vector<int> &connections)
{
    int conn = ::accept(listener, nullptr, nullptr);
    if (conn < 0)
        return;
    connections.push_back(conn);
}

void wrong_container(int listener, std::vector<int> &connections)
{
    int conn = ::accept(listener, nullptr, nullptr);
    if (conn < 0)
        return;
    if (connections.size() > 8)
        return; // lost conn return
    connections.push_back(conn);
}

// A reference is another name of the same variable.
int right_reference()
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int &same = fd;
    if (same < 0)
        return -1;
    close(same);
    return 0;
}

int wrong_reference()
{
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    int &same = fd;
    if (same < 0)
        return -1;
    send(same, "x", 1, 0);
    return 0; // lost fd return
}
