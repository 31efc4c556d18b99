#include <iostream>
#include <string>
#include <sys/socket.h>

void printed_bad(int c)
{
    char text[100];

    if (recv(c, text, sizeof text, 0) > 0)
        std::cout << "got " << text << '\n'; // want "'text' is printed or copied as text here"
}

std::string joined_bad(int c)
{
    std::string all;
    char text[100];

    while (recv(c, text, sizeof text, 0) > 0)
        all += text; // want "'text' is printed or copied as text here"
    return all;
}

void counted_ok(int c)
{
    char text[100];
    ssize_t n = recv(c, text, sizeof text, 0);

    if (n > 0)
        std::cout << std::string(text, n) << '\n';
}
