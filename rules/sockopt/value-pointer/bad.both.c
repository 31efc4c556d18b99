#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#define SOCKET int
#endif

int on_both_bad(SOCKET s)
{
    int on;

    return setsockopt(s, SOL_SOCKET, SO_KEEPALIVE, (char *)&on, sizeof on); // want "Nothing was assigned to 'on'"
}

int one_of_both_bad(SOCKET s)
{
    int on;

#ifndef _WIN32
    on = 1;
#endif
    return setsockopt(s, SOL_SOCKET, SO_BROADCAST, (char *)&on, sizeof on); // want-windows "Nothing was assigned to 'on'"
}

int number_bad(SOCKET s)
{
    return setsockopt(s, SOL_SOCKET, SO_REUSEADDR, (char *)1, sizeof(int)); // want "'(char *)1' is a number"
}
