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

int both_bad(void)
{
    char buf[64];
    int s = (int)socket(AF_INET, SOCK_DGRAM, 0);
    int n = (int)recvfrom(s, buf, 65, 0, NULL, NULL); // want "recvfrom() may store 65 bytes into 'buf', which has 64"

    close(s);
    return n;
}
