#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <sys/socket.h>
#include <unistd.h>

namespace {
int listener = -1;

void stop(int)
{
    std::printf("stopping\n"); // want "'stop' handles a signal and uses printf()"
    ::close(listener);
}

void leave(int)
{
    std::exit(0); // want "'leave' handles a signal and calls exit()"
}

void greet(int)
{
    std::cout << "signal\n"; // want "'greet' handles a signal and uses std::cout"
}
}

int start_bad()
{
    listener = socket(AF_INET, SOCK_STREAM, 0);
    std::signal(SIGINT, stop);
    std::signal(SIGTERM, leave);
    std::signal(SIGUSR1, greet);
    return listener;
}
