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

void handle(const char *data, int length);

void both_bad(int listener)
{
    char buf[64];
    int n;
    int c = (int)accept(listener, NULL, NULL);

    if (c < 0)
        return;
    while ((n = (int)recv(c, buf, sizeof(buf), 0)) >= 0) // want "recv() returns 0 when the peer has closed"
        handle(buf, n);
    close(c);
}
