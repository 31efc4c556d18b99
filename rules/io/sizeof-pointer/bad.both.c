#include <stdio.h>
#include <string.h>
#ifdef _WIN32
#include <winsock2.h>
typedef int ssize_t;
#define close closesocket
#else
#include <sys/socket.h>
#include <sys/types.h>
#include <unistd.h>
#endif

int both_bad(int c, char *buf, int size)
{
    int n = (int)recv(c, buf, (int)sizeof(buf), 0); // want "'buf' is a pointer"

    if (n > 0 && n < size)
        buf[n] = 0;
    close(c);
    return n;
}
