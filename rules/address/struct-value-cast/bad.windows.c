#include <winsock2.h>
#include <ws2tcpip.h>

int value_bad(SOCKET s)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    addr.sin_port = htons(8080);
    return bind(s, (SOCKADDR *)addr, sizeof(addr)); // want "'addr' is a struct sockaddr_in"
}

int pointer_name_bad(SOCKET s)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    return bind(s, (LPSOCKADDR)addr, sizeof(addr)); // want "'addr' is a struct sockaddr_in"
}

/* `(LPSOCKADDR)&p` parses as a bitwise and: the grammar does not know that LPSOCKADDR is a type. */
int pointer_bad(SOCKET s, SOCKADDR_IN *p)
{
    return connect(s, (LPSOCKADDR)&p, sizeof(*p)); // want "'p' is a pointer already"
}

int address_ok(SOCKET s)
{
    SOCKADDR_IN addr = {0};

    addr.sin_family = AF_INET;
    return bind(s, (LPSOCKADDR)&addr, sizeof(addr));
}
