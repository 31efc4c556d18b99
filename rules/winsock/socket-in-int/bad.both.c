#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/select.h>
#include <sys/socket.h>
#include <unistd.h>

typedef unsigned int SOCKET; // want-posix "'SOCKET' stands for an unsigned type here"
#define closesocket close
#endif

int open_both_bad(void)
{
    int s = socket(AF_INET, SOCK_STREAM, 0); // want-windows "'s' is of type int"

    if (s < 0)
        return 1;
    closesocket(s);
    return 0;
}

int wait_for(SOCKET s)
{
    fd_set set;

    FD_ZERO(&set);
    FD_SET(s, &set);
    return select((int)s + 1, &set, NULL, NULL, NULL);
}
