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
    int n = (int)recv(s, buf, 63, 0);

    buf[n] = 0; // want "'n' is -1 when recv() failed"
    puts(buf);
    close(s);
    return 0;
}
