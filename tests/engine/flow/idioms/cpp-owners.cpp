// Who owns a descriptor in C++: classes that close, moves, threads, lambdas, exceptions.
#include <sys/socket.h>
#include <unistd.h>
#include <memory>
#include <stdexcept>
#include <thread>

class Fd {
public:
    explicit Fd(int fd) : fd_(fd) {}
    ~Fd() { if (fd_ >= 0) ::close(fd_); }
    int get() const { return fd_; }
    int release() { int fd = fd_; fd_ = -1; return fd; }

private:
    int fd_;
};

int right_owner(const sockaddr *sa, socklen_t length)
{
    Fd fd(::socket(AF_INET, SOCK_STREAM, 0));
    if (fd.get() < 0)
        return -1;
    if (connect(fd.get(), sa, length) < 0)
        throw std::runtime_error("connect");
    return fd.release();
}

int wrong_owner(const sockaddr *sa, socklen_t length)
{
    int raw = ::socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    if (connect(raw, sa, length) < 0)
        throw std::runtime_error("connect"); // lost raw return
    Fd fd(raw);
    return 0;
}

int right_moved_owner()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    Fd first(raw);
    Fd second(std::move(first));
    auto third = std::make_unique<Fd>(socket(AF_INET, SOCK_STREAM, 0));
    return second.get();
}

int wrong_copied_number()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    int copy = raw;
    return copy > 5; // lost raw return
}

int right_moved_into_container(std::vector<int> &all)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    all.emplace_back(std::move(raw));
    return 0;
}

int wrong_container_skipped(std::vector<int> &all)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    if (all.full())
        return 0; // lost raw return
    all.emplace_back(std::move(raw));
    return 0;
}

int right_thread_by_reference()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    std::thread worker(serve, std::ref(raw));
    worker.join();
    return 0;
}

int right_async()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    auto done = std::async(std::launch::async, serve, raw);
    return done.get();
}

int wrong_thread_without_it()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    std::thread worker(serve, std::ref(other));
    worker.join();
    return 0; // lost raw return
}

int right_captured_by_default(Pool &pool)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    pool.submit([=] { ::close(raw); });
    return 0;
}

int right_captured_under_another_name(Pool &pool)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    pool.submit([fd = raw] { ::close(fd); });
    return 0;
}

int wrong_not_captured(Pool &pool)
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return -1;
    pool.submit([] { work(); });
    return 0; // lost raw return
}

std::pair<int, int> right_returned_in_braces()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    return {raw, 3};
}

std::pair<int, int> wrong_returned_in_braces()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    if (raw < 0)
        return {-1, 0};
    return {3, 3}; // lost raw return
}

int right_guard_in_shared_pointer()
{
    int raw = socket(AF_INET, SOCK_STREAM, 0);
    std::shared_ptr<void> guard(nullptr, [raw](void *) { ::close(raw); });
    return 0;
}
