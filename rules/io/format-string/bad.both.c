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
    char buf[64] = {0};
    int s = (int)socket(AF_INET, SOCK_DGRAM, 0);

    if (recv(s, buf, 63, 0) > 0)
        printf(buf); // want "'buf' holds what recv() received"
    close(s);
}
