// not-compilable: a struct value cannot be cast to a pointer; that is the fault shown here.
#ifdef _WIN32
#include <winsock2.h>
#include <ws2tcpip.h>
#else
#include <netinet/in.h>
#include <sys/socket.h>
typedef int SOCKET;
typedef struct sockaddr SOCKADDR;
#endif

int bind_bad(SOCKET s)
{
    struct sockaddr_in addr = {0};

    addr.sin_family = AF_INET;
#ifdef _WIN32
    return bind(s, (SOCKADDR *)addr, sizeof(addr)); // want-windows "'addr' is a struct sockaddr_in"
#else
    return bind(s, (struct sockaddr *)&addr, sizeof(addr));
#endif
}

int connect_bad(SOCKET s, struct sockaddr_in addr)
{
    return connect(s, (SOCKADDR *)addr, sizeof(addr)); // want "'addr' is a struct sockaddr_in"
}
