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

void both_bad(void)
{
    char buf[64];
    int c = (int)socket(AF_INET, SOCK_STREAM, 0);
    int n = (int)recv(c, buf, (int)sizeof(buf), 0);

    if (n > 0) {
        buf[n] = 0; // want "Receive at most 63 bytes"
        puts(buf);
    }
    close(c);
}
