#include <functional>
#include <thread>
#include <vector>
#include <sys/socket.h>
#include <unistd.h>

void serve(int *connection);
void serve_reference(int &connection);
void serve_value(int connection);

void pointer_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);

        if (conn < 0)
            return;
        std::thread(serve, &conn).detach(); // want "two threads serve one connection"
    }
}

void reference_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);

        if (conn < 0)
            return;
        std::thread thread(serve_reference, std::ref(conn)); // want "two threads serve one connection"
        thread.detach();
    }
}

void capture_bad(int listener)
{
    std::vector<std::thread> threads;
    int conn;

    while ((conn = accept(listener, nullptr, nullptr)) >= 0)
        threads.emplace_back([&] { serve_value(conn); }); // want "two threads serve one connection"
}

void named_capture_bad(int listener)
{
    for (;;) {
        int conn = accept(listener, nullptr, nullptr);

        if (conn < 0)
            return;
        std::thread([&conn] { serve_value(conn); }).detach(); // want "two threads serve one connection"
    }
}
