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

#include <stdlib.h>

int both_bad(void)
{
    char buf[64];
    int s = (int)socket(AF_INET, SOCK_DGRAM, 0);
    int n = (int)recvfrom(s, buf, sizeof(buf), 0, NULL, NULL);
    int number = n > 0 ? atoi(buf) : 0; // want "atoi() reads 'buf' as text"

    close(s);
    return number;
}
