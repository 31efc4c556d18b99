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

void both_bad(int c, const char *name)
{
    char buf[64];
    int n = snprintf(buf, sizeof(buf), "USER %s\r\n", name);

    send(c, buf, n, 0); // want "send() then reads 'n' bytes"
    close(c);
}

int answered(int c)
{
    char byte;

    return recv(c, &byte, 1, 0) > 0;
}
