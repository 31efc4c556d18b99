// not-compilable: C++
#include <arpa/inet.h>
#include <iostream>
#include <string>
#include <sys/socket.h>

int asked_bad(int s)
{
    struct sockaddr_in to = {};
    std::string ip = "127.0.0.1";

    std::cin >> ip;
    to.sin_family = AF_INET;
    inet_pton(AF_INET, ip.c_str(), &to.sin_addr); // want "Nothing tests whether inet_pton() understood the text"
    return connect(s, reinterpret_cast<struct sockaddr *>(&to), sizeof to);
}
