#include <arpa/inet.h>
#include <cstdio>
#include <string>
#include <sys/socket.h>

/* A text object has a copy of its own. */
void text_object_ok(in_addr one, in_addr other)
{
    std::string first = inet_ntoa(one);
    std::string second = inet_ntoa(other);

    std::printf("%s -> %s\n", first.c_str(), second.c_str());
}

int asked_socket()
{
    return socket(AF_INET, SOCK_DGRAM, 0);
}
