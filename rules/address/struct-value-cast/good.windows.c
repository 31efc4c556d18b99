#include <winsock2.h>
#include <ws2tcpip.h>

int bind_ok(SOCKET s)
{
    SOCKADDR_IN6 addr = {0};

    addr.sin6_family = AF_INET6;
    return bind(s, (LPSOCKADDR)&addr, sizeof(addr));
}

int pointer_ok(SOCKET s, PSOCKADDR_IN p)
{
    return connect(s, (PSOCKADDR)p, sizeof(*p));
}

/* A bitwise and of two numbers in parentheses and not. */
unsigned mask_ok(unsigned flags, unsigned bits)
{
    return (flags)&bits;
}
