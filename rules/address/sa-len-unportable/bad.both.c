// not-compilable: what it shows does not compile on Linux.
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
    struct sockaddr_in6 here = {0};

    here.sin6_family = AF_INET6;
    here.sin6_len = sizeof here; // want "on Linux and Windows this line does not compile"
#ifndef _WIN32
    here.sin6_len = 28; // want-posix "on Linux and Windows this line does not compile"
#endif
    return bind(s, (SOCKADDR *)&here, sizeof here);
}
