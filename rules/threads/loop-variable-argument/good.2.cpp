#include <future>
#include <thread>
#include <vector>
#include <sys/socket.h>
#include <unistd.h>

void serve(int *connection);
void serve_value(int connection);

void value_ok(int listener)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);

        if (conn < 0)
            return;
        std::thread(serve_value, conn).detach();
        std::thread([conn] { serve_value(conn); }).detach();
        std::thread([=] { serve_value(conn); }).detach();
        std::thread([&, conn] { serve_value(conn); }).detach();
    }
}

void joined_ok(int listener)
{
    int conn;

    while ((conn = accept(listener, nullptr, nullptr)) >= 0) {
        std::thread thread(serve, &conn);
        thread.join();
        close(conn);
    }
}

/* The listening socket is the same for all. */
void shared_ok(int listener)
{
    std::vector<std::thread> threads;

    for (int i = 0; i < 4; i++)
        threads.emplace_back([&] { serve_value(accept(listener, nullptr, nullptr)); });
    for (auto &thread : threads)
        thread.join();
}
